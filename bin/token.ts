import { existingKeyFile } from '../adapters/common/key-file.ts'
import { signOperatorToken, signToken, tokenKeyName } from '../adapters/sign-in/own-tokens.ts'
import { operator } from '../core/api/roles.ts'
import { fromOptions, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'
import { exitWith, localSettings, readOptions } from './settings.ts'

/**
 * `npm run --silent token -- --marketplace acme --role manager`: prints a bearer token and nothing
 * else. `--role operator` needs no marketplace, `--role developer` a `--vendor`.
 */
async function main(): Promise<void> {
  const values = readOptions({
    marketplace: { type: 'string' },
    role: { type: 'string' },
    vendor: { type: 'string' },
  })
  const options = fromOptions(values)
  const { role } = readSettings(Settings.pick({ role: true }), options)
  if (role === operator) return printOperatorToken(values.marketplace)

  const { marketplace } = readSettings(Settings.pick({ marketplace: true }), options)
  const granted =
    role === 'developer'
      ? (`developer/${readSettings(Settings.pick({ vendor: true }), options).vendor}` as const)
      : role
  console.log(await signToken(await readTokenKey(), marketplace, granted))
}

async function printOperatorToken(marketplace: string | undefined): Promise<void> {
  if (marketplace !== undefined) {
    throw new Error('Cannot create a token: an operator has no marketplace; omit --marketplace')
  }
  console.log(await signOperatorToken(await readTokenKey()))
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
