import { parseArgs, type ParseArgsConfig } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>

/** The options of a command; one that it does not know is told those that it does. */
export function readOptions<Known extends Options>(options: Known) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    const fact = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new Error(`Cannot start: ${fact}; it takes ${known.join(' and ')}`, { cause: error })
  }
}

/** What the router on this machine and its tools agree on, from the environment. */
export function settings() {
  return {
    port: readPort(process.env['POSTRIDER_PORT'] ?? '8787'),
    folder: readFolder(process.env['POSTRIDER_DATA'] ?? '.postrider'),
    eventSource: process.env['EVENT_SOURCE'] ?? 'marketplace',
  }
}

/** Ends the process with what went wrong, in one line that a person understands. */
export function exitWith(error: unknown): never {
  console.error(explained(error))
  process.exit(1)
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN
  if (port <= 65_535) return port
  throw new Error(`Cannot start: POSTRIDER_PORT is '${text}', not a port from 0 to 65535`)
}

function readFolder(text: string): string {
  if (text.trim() !== '') return text
  throw new Error('Cannot start: POSTRIDER_DATA is empty; leave it out, or name a folder')
}

function explained(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, cause } = error as NodeJS.ErrnoException & { cause?: unknown }
  switch (code) {
    case 'EADDRINUSE':
      return 'Cannot start: the port is in use; set POSTRIDER_PORT to another one'
    case 'LEVEL_DATABASE_NOT_OPEN':
      return `Cannot start: the data folder cannot be opened, is another router running on it? (${cause instanceof Error ? cause.message : error.message})`
    default:
      return error.message
  }
}
