import type { BearerToken } from '../api/bearer-token.ts'
import { isApiKey } from './api-key.ts'
import { isPortalText } from './portal-link.ts'
import { verifyPortal, type VerifyPortalPorts } from './verify-portal.ts'
import { verifyApiKey, type VerifyApiKeyPorts } from './verify-api-key.ts'

export type VerifyBearerPorts = VerifyApiKeyPorts &
  VerifyPortalPorts & {
    /** Verifies an access token. */
    verifyJwt: (token: string) => Promise<BearerToken>
  }

/**
 * Verifies the bearer token of an `Authorization` header: an API key, a portal link or the token of its
 * session, or an access token.
 */
export async function verifyBearer(
  authorization: string | null,
  ports: VerifyBearerPorts,
): Promise<BearerToken> {
  const token = /^Bearer +(.*)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return { reason: 'missing' }
  if (isPortalText(token)) return verifyPortal(token, ports)
  return isApiKey(token) ? verifyApiKey(token, ports) : ports.verifyJwt(token)
}
