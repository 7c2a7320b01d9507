import { existingKeyFile } from '../adapters/common/key-file.ts'
import { signToken, tokenKeyName } from '../adapters/sign-in/own-tokens.ts'
import { type Role, roles } from '../core/api/caller.ts'
import { Marketplace } from '../core/events/event.ts'
import { exitWith, readOptions, settings } from './settings.ts'

/**
 * `npm run --silent token -- --marketplace acme --role manager`: prints a bearer token and nothing
 * else.
 */
async function main(): Promise<void> {
  const values = readOptions({ marketplace: { type: 'string' }, role: { type: 'string' } })
  const marketplace = Marketplace.safeParse(values.marketplace)
  if (!marketplace.success) {
    throw new Error(
      "Cannot create a token: --marketplace must be 1 to 63 letters, digits, '-' or '_'",
    )
  }
  const role = values.role ?? ''
  if (!isRole(role)) {
    throw new Error(`Cannot create a token: --role must be one of ${Object.keys(roles).join(', ')}`)
  }
  console.log(await signToken(await readTokenKey(), marketplace.data, role))
}

async function readTokenKey(): Promise<Buffer> {
  const { folder } = settings()
  return existingKeyFile(folder, tokenKeyName).catch((error: unknown) => {
    const hint = "run npm start first, or set POSTRIDER_DATA to the router's data folder"
    throw new Error(`Cannot create a token: '${folder}' has no token key; ${hint}`, {
      cause: error,
    })
  })
}

function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text)
}

main().catch(exitWith)
