import type { BearerToken } from '../api/bearer-token.ts'
import { scopeOf } from '../api/caller.ts'
import { portalLink } from '../api/roles.ts'
import { isExpired, matches } from './api-key.ts'
import type { ApiKeyStore } from './api-key-store.ts'
import { parsePortalText, portalActor, portalIssuer, type PortalAccess } from './portal-link.ts'
import type { PortalStore } from './portal-store.ts'

export type VerifyPortalPorts = Pick<PortalStore, 'findPortalAccess'> &
  Pick<ApiKeyStore, 'findApiKey'> & { now: () => Date }

/** The claims of a portal link, which may only be opened, or of its session; or why there are none. */
export async function verifyPortal(text: string, ports: VerifyPortalPorts): Promise<BearerToken> {
  const place = parsePortalText(text)
  if (place === undefined) return { reason: 'malformed' }
  const found = await ports.findPortalAccess(place)
  if (found === undefined || !matches(found, text)) {
    return { reason: place.kind === 'link' ? 'unknown-link' : 'unknown-session' }
  }
  const isOver =
    Date.parse(found.validUntil) <= ports.now().getTime() || (await hasLostKey(found, ports))
  return isOver ? { reason: 'expired' } : { claims: claimsOf(found) }
}

/** Whether the API key that made the link was revoked, or has expired. */
async function hasLostKey(
  { marketplace, apiKey: id }: PortalAccess,
  { findApiKey, now }: VerifyPortalPorts,
): Promise<boolean> {
  if (id === undefined) return false
  const key = await findApiKey({ marketplace, id })
  return key === undefined || isExpired(key, now())
}

function claimsOf(found: PortalAccess) {
  const { kind, id, marketplace, role } = found
  return {
    iss: portalIssuer,
    sub: id,
    username: portalActor(found),
    scope: kind === 'link' ? `${marketplace}/${portalLink}` : scopeOf(marketplace, role),
  }
}
