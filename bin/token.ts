import { existingKeyFile } from '../adapters/common/key-file.ts'
import { signToken, tokenKeyName } from '../adapters/sign-in/own-tokens.ts'
import { fromOptions, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'
import { exitWith, localSettings, readOptions } from './settings.ts'

/**
 * `npm run --silent token -- --marketplace acme --role manager`: prints a bearer token and nothing
 * else.
 */
async function main(): Promise<void> {
  const values = readOptions({ marketplace: { type: 'string' }, role: { type: 'string' } })
  const { marketplace, role } = readSettings(
    Settings.pick({ marketplace: true, role: true }),
    fromOptions(values),
  )
  console.log(await signToken(await readTokenKey(), marketplace, role))
}

async function readTokenKey(): Promise<Buffer> {
  const { folder } = localSettings()
  return existingKeyFile(folder, tokenKeyName).catch((error: unknown) => {
    const hint = "run npm start first, or set POSTRIDER_DATA to the router's data folder"
    throw new Error(`Cannot create a token: '${folder}' has no token key; ${hint}`, {
      cause: error,
    })
  })
}

main().catch(exitWith)
