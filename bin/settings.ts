import { parseArgs, type ParseArgsConfig } from 'node:util'

import { parseRate } from '../core/api/rate-limit.ts'

type StartOptions = NonNullable<ParseArgsConfig['options']>

/** The options of a command; one that it does not know is told those that it does. */
export function readOptions<Known extends StartOptions>(options: Known) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    const known = Object.keys(options).map((name) => `--${name}`)
    const fact = error instanceof Error ? error.message.split('. ')[0] : String(error)
    const all = new Intl.ListFormat('en').format(known)
    throw new Error(`Cannot start: ${fact}; it takes ${all}`, { cause: error })
  }
}

/** What the router on this machine and its tools agree on, from the environment. */
export function settings() {
  return {
    port: readPort(process.env['POSTRIDER_PORT'] ?? '8787'),
    folder: readFolder(process.env['POSTRIDER_DATA'] ?? '.postrider'),
    eventSource: process.env['EVENT_SOURCE'] ?? 'marketplace',
    otherIssuer: readOtherIssuer(process.env),
    ratePerSecond: parseRate(process.env['API_RATE_PER_SECOND']),
  }
}

/** An OpenID Connect provider that signs people in instead of the router. */
export type OtherIssuer = {
  issuer: string
  /** Whom its access tokens are for. */
  audience: string
  /** What it knows the page by. */
  clientId: string
  /** The claim that has people's groups, such as `acme/manager`; as usual if not given. */
  groupsClaim?: string
}

function readOtherIssuer(env: NodeJS.ProcessEnv): OtherIssuer | undefined {
  const issuer = env['POSTRIDER_ISSUER']
  if (issuer === undefined || issuer === '') return undefined
  if (
    !/^(https:\/\/|http:\/\/(127\.0\.0\.1|localhost)[:/])/.test(issuer) ||
    !URL.canParse(issuer)
  ) {
    throw new Error(`Cannot start: POSTRIDER_ISSUER is '${issuer}', not a URL with https`)
  }
  const [audience, clientId] = ['POSTRIDER_AUDIENCE', 'POSTRIDER_CLIENT_ID'].map((name) => {
    if (env[name]) return env[name]
    throw new Error(`Cannot start: POSTRIDER_ISSUER is set, and ${name} is not`)
  })
  const groupsClaim = env['POSTRIDER_GROUPS_CLAIM']
  return {
    issuer,
    audience: audience ?? '',
    clientId: clientId ?? '',
    ...(groupsClaim && { groupsClaim }),
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
