import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const keyBytes = 32

/**
 * The 32 random bytes of a key file that only its owner can read. Creates the file if it is
 * missing.
 */
export async function keyFile(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name)
  await createFolder(folder)
  await writeFile(path, randomBytes(keyBytes), { mode: 0o600, flag: 'wx', flush: true }).catch(
    ignoreExisting,
  )
  return existingKeyFile(folder, name)
}

/** The same for a file that must exist already. */
export async function existingKeyFile(folder: string, name: string): Promise<Buffer> {
  const key = await readFile(join(folder, name))
  if (key.length === keyBytes) return key
  throw new Error(
    `Cannot use the key file '${join(folder, name)}': it is not ${keyBytes} bytes long`,
  )
}

/**
 * Creates the folder and its parents. A recursive `mkdir` never settles in Node.js 20 where no
 * folder can be created, such as in `/proc`.
 */
async function createFolder(folder: string): Promise<void> {
  const create = () => mkdir(folder, { mode: 0o700 }).catch(ignoreExisting)
  await create().catch(async (error: unknown) => {
    const isParentMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isParentMissing || dirname(folder) === folder) throw error
    await createFolder(dirname(folder))
    await create()
  })
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
