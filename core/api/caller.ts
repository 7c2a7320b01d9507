import { hasTexts } from '../values/has-texts.ts'
import { vendorId } from '../values/vendor-id.ts'
import { marketplaceName } from '../values/marketplace-name.ts'
import {
  type GrantedRole,
  operator,
  portalLink,
  type Role,
  roles,
  type Scope,
  scopes,
} from './roles.ts'
import { routerActor } from '../audit/actor.ts'

export { type GrantedRole, operator, roles, type Scope, scopes } from './roles.ts'

/** The sender of a request: a person or a machine, of exactly one marketplace or an operator. */
export type Caller = {
  /** The caller's name, which people may choose themselves. */
  subject: string
  /** The caller's identity at the issuer of its token; unique, unlike the name. */
  account: string
  /** '' for an operator. */
  marketplace: string
  scopes: ReadonlySet<string>
  /** Set if groups grant the scopes: a program has scopes of its own. */
  isPerson?: true
  /** Set for a developer, who may use only the products of this vendor. */
  vendor?: string
}

/** The default claims for people's groups: Cognito's, and that of most other providers. */
const defaultGroupsClaims: readonly string[] = ['cognito:groups', 'groups']

/** The claims that name a person, the best one first; a machine has only its `sub`. */
const names = ['email', 'username', 'cognito:username', 'preferred_username', 'sub'] as const

/** Claims of a verified access token. */
type Claims = Readonly<Record<string, unknown>> & { iss: string; sub: string; scope: string }

/**
 * The caller that a verified token identifies; undefined when it belongs to no marketplace, or to
 * several. A scope is written `<marketplace>/<scope>`, such as `acme/webhooks:read`: each
 * marketplace is a resource in OAuth2, so that an authorization server grants its scopes
 * separately. People have groups instead: `<marketplace>/<role>`, such as `acme/manager`. A
 * developer's group or scope names the vendor: `acme/developer/globex`; another role of the same
 * marketplace is wider, and wins. An operator has the scope or the group `operator`, and nothing of a
 * marketplace.
 */
export function callerFrom(
  claims: unknown,
  groupsClaims: readonly string[] = defaultGroupsClaims,
): Caller | undefined {
  const given = claimsIn(claims)
  if (given === undefined) return undefined

  const fromGroups = groupsClaims.flatMap((name) => listIn(given[name])).flatMap(splitGroup)
  const granted = [...given.scope.split(' ').flatMap(splitScope), ...fromGroups]
  const wide = granted.filter(({ vendor }) => vendor === undefined)
  const counted = wide.length > 0 ? wide : granted
  const [first] = counted
  if (first === undefined || !granted.every((one) => one.marketplace === first.marketplace)) {
    return undefined
  }
  const { marketplace, vendor } = first
  if (counted.some((one) => one.vendor !== vendor)) return undefined
  return {
    subject: nameIn(given),
    account: JSON.stringify([given.iss, given.sub]),
    marketplace,
    scopes: new Set(counted.map(({ scope }) => scope)),
    ...(fromGroups.length > 0 && { isPerson: true }),
    ...(vendor !== undefined && { vendor }),
  }
}

/** The caller's id at this issuer; undefined for a caller of another one. */
export function idAt(issuer: string, { account }: Pick<Caller, 'account'>): string | undefined {
  if (!account.startsWith('[')) return undefined
  const [given, id] = JSON.parse(account) as string[]
  return given === issuer ? id : undefined
}

/** Whether the caller registers marketplaces, and belongs to none. */
export function isOperator({ scopes: given }: Pick<Caller, 'scopes'>): boolean {
  return given.has(operator)
}

/** The role that allows exactly what the caller may do; undefined when none does. */
export function roleOf({ scopes: given }: Caller): Role | undefined {
  const all: readonly Role[] = ['viewer', 'manager', 'producer', 'developer']
  return all.find((role) => {
    const allowed: readonly Scope[] = roles[role]
    return allowed.length === given.size && allowed.every((scope) => given.has(scope))
  })
}

/** The text of a `scope` claim for a role in a marketplace. */
export function scopeOf(marketplace: string, role: GrantedRole): string {
  if (isDeveloper(role)) return `${marketplace}/${role}`
  return roles[role].map((scope) => `${marketplace}/${scope}`).join(' ')
}

function isDeveloper(role: GrantedRole): role is `developer/${string}` {
  return role.startsWith(developerPrefix)
}

/** The claims, if they identify somebody; a token may have no scope. */
function claimsIn(claims: unknown): Claims | undefined {
  if (!hasTexts(claims, ['sub']) || claims.sub === '') return undefined
  const { iss = '', scope = '' } = claims
  return typeof iss === 'string' && typeof scope === 'string'
    ? { ...claims, iss, scope }
    : undefined
}

/** A list; API Gateway passes it as the text `[one two]`. */
function listIn(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.replace(/^\[(.*)\]$/s, '$1').split(/[\s,]+/)
  const isList = Array.isArray(claim) && claim.every((one) => typeof one === 'string')
  return isList ? claim : []
}

function nameIn(claims: Claims): string {
  const found = names.map((name) => claims[name])
  const good = (name: unknown) => typeof name === 'string' && name !== '' && name !== routerActor
  return (found.find(good) ?? `'${routerActor}'`) as string
}

type Grant = {
  marketplace: string
  scope: Scope | typeof operator | typeof portalLink
  vendor?: string
}

const ofOperator: Grant = { marketplace: '', scope: operator }

/** Ignores scopes that are not ours, such as `openid`. */
function splitScope(text: string): Grant[] {
  if (text === operator) return [ofOperator]
  const { marketplace, rest } = split(text)
  const vendor = vendorIn(rest)
  if (vendor !== undefined) return grantsOf('developer', marketplace, vendor)
  return isScope(rest) && isMarketplace(marketplace) ? [{ marketplace, scope: rest }] : []
}

/** Ignores groups that are not ours. */
function splitGroup(text: string): Grant[] {
  if (text === operator) return [ofOperator]
  const { marketplace, rest } = split(text)
  const vendor = vendorIn(rest)
  if (vendor !== undefined) return grantsOf('developer', marketplace, vendor)
  if (!Object.hasOwn(roles, rest) || rest === 'developer') return []
  return grantsOf(rest as Role, marketplace)
}

function grantsOf(role: Role, marketplace: string, vendor?: string): Grant[] {
  if (!isMarketplace(marketplace)) return []
  return roles[role].map((scope) => ({
    marketplace,
    scope,
    ...(vendor !== undefined && { vendor }),
  }))
}

const knownScopes: ReadonlySet<string> = new Set([...scopes, portalLink])

function isScope(text: string): text is Scope | typeof portalLink {
  return knownScopes.has(text)
}

const developerPrefix = 'developer/'

/** The vendor in `developer/<vendor>`. */
function vendorIn(text: string): string | undefined {
  if (!text.startsWith(developerPrefix)) return undefined
  const vendor = text.slice(developerPrefix.length)
  return vendorId.test(vendor) ? vendor : undefined
}

/** What is before and after the first slash; without one, there is no marketplace. */
function split(text: string) {
  const slash = text.indexOf('/')
  if (slash === -1) return { marketplace: '', rest: text }
  return { marketplace: text.slice(0, slash), rest: text.slice(slash + 1) }
}

function isMarketplace(text: string): boolean {
  return marketplaceName.test(text)
}
