import { newPassword } from '../adapters/sign-in/password.ts'
import { fromEnvironment, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'
import { exitWith, localSettings, readOptions } from './settings.ts'

/**
 * `npm run --silent password`: replaces the password of the sign-in and prints it, also while the router
 * runs. With POSTRIDER_PASSWORD, it stores the hash of that one, and prints nothing.
 */
async function main(): Promise<void> {
  readOptions({})
  const { folder } = localSettings()
  const chosen = readSettings(Settings.pick({ password: true }), fromEnvironment(process.env))
  const password = chosen.password === '' ? undefined : chosen.password
  const stored = await newPassword(folder, password).catch((cause: unknown) => {
    const hint = "run npm start first, or set POSTRIDER_DATA to the router's data folder"
    throw new Error(`Cannot store a password in '${folder}': ${hint}`, { cause })
  })
  if (password === undefined) console.log(stored)
}

main().catch(exitWith)
