import { hasTexts } from '../values/has-texts.ts'
import { marketplaceName } from '../values/marketplace-name.ts'
import { operator, type Role, roles, type Scope, scopes } from './roles.ts'
import { routerActor } from '../audit/actor.ts'

export { operator, type Role, roles, type Scope, scopes } from './roles.ts'

/** The sender of a request: a person or a machine, of exactly one marketplace or an operator. */
export type Caller = {
  /** The caller's name, which people may choose themselves. */
  subject: string
  /** The caller's identity at the issuer of its token; unique, unlike the name. */
  account: string
  /** '' for an operator. */
  marketplace: string
  scopes: ReadonlySet<string>
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
 * separately. People have groups instead: `<marketplace>/<role>`, such as `acme/manager`. An
 * operator has the scope or the group `operator`, and nothing of a marketplace.
 */
export function callerFrom(
  claims: unknown,
  groupsClaims: readonly string[] = defaultGroupsClaims,
): Caller | undefined {
  const given = claimsIn(claims)
  if (given === undefined) return undefined

  const granted = [
    ...given.scope.split(' ').flatMap(splitScope),
    ...groupsClaims.flatMap((name) => listIn(given[name])).flatMap(splitGroup),
  ]
  const [first] = granted
  if (first === undefined || granted.some(({ marketplace }) => marketplace !== first.marketplace)) {
    return undefined
  }
  return {
    subject: nameIn(given),
    account: JSON.stringify([given.iss, given.sub]),
    marketplace: first.marketplace,
    scopes: new Set(granted.map(({ scope }) => scope)),
  }
}

/** Whether the caller registers marketplaces, and belongs to none. */
export function isOperator({ scopes: given }: Pick<Caller, 'scopes'>): boolean {
  return given.has(operator)
}

/** The role that allows exactly what the caller may do; undefined when none does. */
export function roleOf({ scopes: given }: Caller): Role | undefined {
  const all: readonly Role[] = ['viewer', 'manager', 'producer']
  return all.find((role) => {
    const allowed: readonly Scope[] = roles[role]
    return allowed.length === given.size && allowed.every((scope) => given.has(scope))
  })
}

/** The text of a `scope` claim for a role in a marketplace. */
export function scopeOf(marketplace: string, role: Role): string {
  return roles[role].map((scope) => `${marketplace}/${scope}`).join(' ')
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

type Grant = { marketplace: string; scope: Scope | typeof operator }

const ofOperator: Grant = { marketplace: '', scope: operator }

/** Ignores scopes that are not ours, such as `openid`. */
function splitScope(text: string): Grant[] {
  if (text === operator) return [ofOperator]
  const { marketplace, rest } = split(text)
  const scope = scopes.find((known) => known === rest)
  return scope !== undefined && isMarketplace(marketplace) ? [{ marketplace, scope }] : []
}

/** Ignores groups that are not ours. */
function splitGroup(text: string): Grant[] {
  if (text === operator) return [ofOperator]
  const { marketplace, rest } = split(text)
  if (!Object.hasOwn(roles, rest) || !isMarketplace(marketplace)) return []
  return roles[rest as Role].map((scope) => ({ marketplace, scope }))
}

function split(text: string) {
  const slash = text.indexOf('/')
  return { marketplace: text.slice(0, slash), rest: text.slice(slash + 1) }
}

function isMarketplace(text: string): boolean {
  return marketplaceName.test(text)
}
