import * as z from 'zod'

import { Marketplace } from './event.ts'
import { type Role, roles, scopes } from './roles.ts'

export { type Role, roles, type Scope, scopes } from './roles.ts'

/** Who asks: a person or a machine, of exactly one marketplace. */
export type Caller = { subject: string; marketplace: string; scopes: ReadonlySet<string> }

/**
 * Claims of a verified access token. Lists may come as text with spaces, as in OAuth2's `scope`.
 */
const Claims = z.object({
  sub: z.string().min(1),
  scope: z.string().default(''),
})

/**
 * The caller that a verified token tells of; undefined when it belongs to no marketplace, or to
 * several. A scope is written `<marketplace>/<scope>`, such as `acme/webhooks:read`: OAuth2's
 * resource is the marketplace, so that an authorization server grants each of them by itself.
 */
export function callerFrom(claims: unknown): Caller | undefined {
  const parsed = Claims.safeParse(claims)
  if (!parsed.success) return undefined

  const granted = parsed.data.scope.split(' ').flatMap(splitScope)
  const [first] = granted
  if (first === undefined || granted.some(({ marketplace }) => marketplace !== first.marketplace)) {
    return undefined
  }
  return {
    subject: parsed.data.sub,
    marketplace: first.marketplace,
    scopes: new Set(granted.map(({ scope }) => scope)),
  }
}

/** The text of a `scope` claim for a role in a marketplace. */
export function scopeOf(marketplace: string, role: Role): string {
  return roles[role].map((scope) => `${marketplace}/${scope}`).join(' ')
}

/** Scopes of others, such as `openid`, are no business of ours. */
function splitScope(text: string) {
  const slash = text.indexOf('/')
  const marketplace = text.slice(0, slash)
  const scope = scopes.find((known) => known === text.slice(slash + 1))
  const isOurs = scope !== undefined && Marketplace.safeParse(marketplace).success
  return isOurs ? [{ marketplace, scope }] : []
}
