import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const keyBytes = 32

/** The 32 random bytes in a file that only its owner reads; made when there is none yet. */
export async function keyFile(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name)
  await makeFolder(folder)
  await writeFile(path, randomBytes(keyBytes), { mode: 0o600, flag: 'wx', flush: true }).catch(
    unlessThere,
  )
  return existingKeyFile(folder, name)
}

/** The same, for who must not make one. */
export async function existingKeyFile(folder: string, name: string): Promise<Buffer> {
  const key = await readFile(join(folder, name))
  if (key.length === keyBytes) return key
  throw new Error(
    `Cannot use the key file '${join(folder, name)}': it is not ${keyBytes} bytes long`,
  )
}

/**
 * Makes the folder and those that it is in. `mkdir` does that too, but in Node.js 20 never ends
 * where no folder can be made, such as in `/proc`.
 */
async function makeFolder(folder: string): Promise<void> {
  const make = () => mkdir(folder, { mode: 0o700 }).catch(unlessThere)
  await make().catch(async (error: unknown) => {
    const isOrphan = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isOrphan || dirname(folder) === folder) throw error
    await makeFolder(dirname(folder))
    await make()
  })
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
