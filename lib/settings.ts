import { readRules } from '../adapters/http-client/destination-rules.ts'
import { noticeSource } from '../adapters/common/environment-variables.ts'
import { parseRate } from '../core/api/rate-limit.ts'
import { type Role, roles } from '../core/api/roles.ts'
import { parseRetryWaits } from '../core/webhooks/retry-policy.ts'

/** What an operator decides: CDK context, from cdk.json or `-c name=value`. */
export type Settings = {
  /** Each gets its scopes and its machine clients. Required; 25 at most. */
  readonly marketplaces: readonly string[]
  /** The roles that each marketplace has a machine client for: Cognito takes $6 a month for one. */
  readonly clientRoles: readonly Role[]
  /** The `source` of the events on the bus. `marketplace` if not given. */
  readonly eventSource: string
  /** How long the bus keeps every event for a replay; 0 keeps none. 30 if not given. */
  readonly archiveDays: number
  /**
   * Seconds to wait after the first, second, … failed attempt, such as `5,10`; '' for the usual
   * waits.
   */
  readonly retrySchedule: string
  /** Requests a second that each caller of the API may make; '' for 50. */
  readonly apiRatePerSecond: string
  /**
   * Hosts that are called whatever their address, by http too, such as `10.0.0.7:8443`; with
   * commas.
   */
  readonly allowedHosts: string
  /** Blocks of addresses that are called though they are not public, such as `10.20.0.0/16`. */
  readonly allowedCidrs: string
  /** Ports that are called, such as `443,8443`; '' for 443 and 1024-65535. */
  readonly allowedPorts: string
  /** Who signs people and programs in instead of a user pool of Cognito. */
  readonly otherIssuer?: OtherIssuer
}

export type OtherIssuer = {
  /** An OpenID Connect provider, such as `https://id.example.com`. */
  readonly issuer: string
  /** Whom its access tokens are for. */
  readonly audience: string
  /** What it knows the page by. */
  readonly pageClientId: string
  /** The claim that has people's groups, such as `acme/manager`; '' for the usual ones. */
  readonly groupsClaim: string
}

/** Reads the settings; throws an error that names the setting when one is impossible. */
export function readSettings(context: (name: string) => unknown): Settings {
  const text = (name: string, fallback: string) => textOf(name, context(name)) || fallback

  return {
    marketplaces: readMarketplaces(text('marketplaces', '')),
    clientRoles: partsOf(text('clientRoles', 'manager')).map(readRole),
    eventSource: readEventSource(text('eventSource', 'marketplace')),
    archiveDays: readArchiveDays(text('archiveDays', '30')),
    retrySchedule: readRetrySchedule(text('retrySchedule', '')),
    apiRatePerSecond: readApiRate(text('apiRatePerSecond', '')),
    ...readDestinations({
      allowedHosts: text('allowedHosts', ''),
      allowedCidrs: text('allowedCidrs', ''),
      allowedPorts: text('allowedPorts', ''),
    }),
    ...readOtherIssuer((name) => text(name, '')),
  }
}

function readOtherIssuer(text: (name: string) => string): Pick<Settings, 'otherIssuer'> {
  const issuer = text('issuer')
  if (issuer === '') return {}
  if (!issuer.startsWith('https://') || !URL.canParse(issuer)) {
    refuse('issuer', `'${issuer}' is not a URL with https`)
  }
  const needed = (name: string) => text(name) || refuse(name, 'it is needed where issuer is set')
  const audience = needed('audience')
  const pageClientId = needed('pageClientId')
  return { otherIssuer: { issuer, audience, pageClientId, groupsClaim: text('groupsClaim') } }
}

/** A user pool has 25 resource servers. */
const maxMarketplaces = 25

function readMarketplaces(text: string): readonly string[] {
  const names = partsOf(text)
  const wrong = names.find((name) => !/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/.test(name))
  if (wrong !== undefined) {
    refuse('marketplaces', `'${wrong}' is not 1 to 63 letters, digits, "-" or "_"`)
  }
  if (names.length < 1 || names.length > maxMarketplaces) {
    refuse('marketplaces', `'${text}' is not 1 to ${maxMarketplaces} names, separated by commas`)
  }
  const outputs = names.map((name) => name.replace(/[_-]/g, ''))
  if (new Set(outputs).size < names.length) {
    refuse('marketplaces', `'${text}' has names that differ in nothing but "-" and "_"`)
  }
  return names
}

function readRole(text: string): Role {
  const known = Object.keys(roles).filter((role): role is Role => role in roles)
  const role = known.find((name) => name === text)
  return role ?? refuse('clientRoles', `'${text}' is none of ${known.join(', ')}`)
}

function readEventSource(text: string): string {
  if (!/^[A-Za-z0-9._/-]{1,256}$/.test(text) || text.startsWith('aws.')) {
    refuse('eventSource', `'${text}' is not 1 to 256 of A-Z a-z 0-9 . _ / -, or begins with 'aws.'`)
  }
  if (text === noticeSource) refuse('eventSource', `'${text}' is what Postrider itself is called`)
  return text
}

function readArchiveDays(text: string): number {
  if (!/^\d{1,4}$/.test(text)) refuse('archiveDays', `'${text}' is not whole days, 0 to 9999`)
  return Number(text)
}

function readRetrySchedule(text: string): string {
  parseRetryWaits('the setting retrySchedule', text)
  return text
}

/** Handed on as text, like the waits: the function reads it as it is read here. */
function readApiRate(text: string): string {
  parseRate(text)
  return text
}

type Destinations = Pick<Settings, 'allowedHosts' | 'allowedCidrs' | 'allowedPorts'>

/** Handed on as text: the functions read it as it is read here. */
function readDestinations(given: Destinations): Destinations {
  const { allowedHosts, allowedCidrs, allowedPorts } = given
  readRules({ hosts: allowedHosts, cidrs: allowedCidrs, ports: allowedPorts })
  return given
}

function partsOf(text: string): string[] {
  return text === '' ? [] : text.split(',').map((part) => part.trim())
}

/** Context is text from the command line, and may be a number from cdk.json. */
function textOf(name: string, value: unknown): string {
  if (value === undefined) return ''
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number') return String(value)
  return refuse(name, `${JSON.stringify(value)} is neither text nor a number`)
}

function refuse(name: string, fact: string): never {
  throw new Error(`Cannot read the setting ${name}: ${fact}`)
}
