import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { ignoreExisting, privateFolder } from './private-files.ts'

const keyBytes = 32

/**
 * The 32 random bytes of a key file that only its owner can read. Creates the file if it is
 * missing.
 */
export async function keyFile(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, name)
  await privateFolder(folder)
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
