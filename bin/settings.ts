import { parseArgs, type ParseArgsConfig } from 'node:util'

import { damageHeading } from '../adapters/leveldb/damage.ts'
import { fromEnvironment, readSettings } from '../core/settings/read-settings.ts'
import { Settings } from '../core/settings/settings.ts'

type StartOptions = NonNullable<ParseArgsConfig['options']>

/** The options of a command; the error for an unknown option lists the known ones. */
export function readOptions<Known extends StartOptions>(options: Known) {
  return parse(options, false).values
}

/** The same, with the words before and after them. */
export function readCommand<Known extends StartOptions>(options: Known) {
  return parse(options, true)
}

function parse<Known extends StartOptions>(options: Known, allowPositionals: boolean) {
  try {
    return parseArgs({ options, allowPositionals })
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    const fact = error instanceof Error ? error.message.split('. ')[0] : String(error)
    const all = new Intl.ListFormat('en').format(known)
    throw new Error(`Cannot start: ${fact}; it takes ${all}`, { cause: error })
  }
}

/** An archive that is asked for here and does not exist would be missed only when it is needed. */
export function refuseArchive(environment: NodeJS.ProcessEnv): void {
  if ((environment['POSTRIDER_ARCHIVE'] ?? '') === '') return
  throw new Error(
    'Cannot start: POSTRIDER_ARCHIVE is set, and only AWS has an archive; ' +
      'on one machine, deliveries stay for POSTRIDER_RETENTION_DAYS',
  )
}

/** The port and the data folder of the router on this machine. */
export function localSettings() {
  return readSettings(Settings.pick({ port: true, folder: true }), fromEnvironment(process.env))
}

/** Ends the process, with the error in one line that people understand. */
export function exitWith(error: unknown): never {
  console.error(explained(error))
  process.exit(1)
}

function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, cause, port } = error as NodeJS.ErrnoException & { cause?: unknown; port?: number }
  switch (code) {
    case 'EADDRINUSE':
      return `Cannot start: the port ${port ?? ''} is in use; set POSTRIDER_PORT to another one`
    case 'LEVEL_DATABASE_NOT_OPEN':
      return `Cannot start: ${unopened(cause instanceof Error ? cause : error)}`
    default:
      return error.message
  }
}

/** Why LevelDB did not open its folder: it names damage, and the lock of another process. */
function unopened(cause: NodeJS.ErrnoException): string {
  switch (cause.code) {
    case 'LEVEL_LOCKED':
      return `the data folder cannot be opened, is another router running on it? (${cause.message})`
    case 'LEVEL_CORRUPTION':
      return `the database is damaged (${cause.message}); run npm start -- --repair, or restore a backup; see ${damageHeading}`
    default:
      return `the database cannot be opened (${cause.message})`
  }
}
