import * as z from 'zod'

/** The version of the format that this code writes, and the newest that it reads. */
export const formatVersion = 1

/** The first line of a backup. */
const BackupHeader = z.object({
  format: z.literal('postrider-backup'),
  version: z.int(),
  /** The version of the router that made it. */
  router: z.string(),
  createdAt: z.iso.datetime(),
})

export type BackupHeader = z.infer<typeof BackupHeader>

/** Throws if the line is not the header of a backup that this version can read. */
export function checkHeader(line: string): void {
  const { data, success } = BackupHeader.safeParse(parsed(line))
  if (!success) throw new Error('it is not a backup of Postrider')
  if (data.version > formatVersion) {
    throw new Error(`it is of a newer router, ${data.router}, and of format ${data.version}`)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
