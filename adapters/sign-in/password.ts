import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The hash of the sign-in's password, in the data folder. Without it, the next start makes a new one. */
export const passwordFile = 'password.hash'

/** Whether the password is right; takes as long for any other one. */
export type CheckPassword = (given: string) => Promise<boolean>

/** OWASP's parameters for 16 MB: a check takes a fifth of a second. */
const cost = { N: 2 ** 14, r: 8, p: 5 }

/** Checks passwords against the chosen one; '' for the one of the data folder. */
export function passwordCheck(folder: string, chosen: string): CheckPassword {
  if (chosen !== '') {
    const hash = hashed(chosen)
    return async (given) => isPassword(given, await hash)
  }
  // Read for each check: `npm run password` changes it while the router runs.
  return async (given) => isPassword(given, await readFile(join(folder, passwordFile), 'utf8'))
}

/** Makes a password for a folder that has none, and returns it to be shown once. */
export async function firstPassword(folder: string): Promise<string | undefined> {
  const known = await readFile(join(folder, passwordFile), 'utf8').catch(undefinedIfMissing)
  return known === undefined ? newPassword(folder) : undefined
}

/** Replaces the password by this one, or by a random one of 16 characters, which it returns. */
export async function newPassword(
  folder: string,
  password = randomBytes(12).toString('base64url'),
): Promise<string> {
  await writeFile(join(folder, passwordFile), `${await hashed(password)}\n`, { mode: 0o600 })
  return password
}

async function hashed(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt ${salt.toString('base64url')} ${(await derived(password, salt)).toString('base64url')}`
}

async function isPassword(given: string, hash: string): Promise<boolean> {
  const [scheme, salt = '', key = ''] = hash.trim().split(' ')
  if (scheme !== 'scrypt') throw new Error(`Cannot use ${passwordFile}: it has no scrypt hash`)
  const expected = Buffer.from(key, 'base64url')
  const found = await derived(given, Buffer.from(salt, 'base64url'))
  return found.length === expected.length && timingSafeEqual(found, expected)
}

function derived(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, cost, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

function undefinedIfMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
