import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const keyBytes = 32

/** The 32 random bytes in a file that only its owner reads; made when there is none yet. */
export async function keyFile(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
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

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
