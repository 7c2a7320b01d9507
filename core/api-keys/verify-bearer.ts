import type { BearerToken } from '../api/bearer-token.ts'
import { isApiKey } from './api-key.ts'
import { verifyApiKey, type VerifyApiKeyPorts } from './verify-api-key.ts'

export type VerifyBearerPorts = VerifyApiKeyPorts & {
  /** Verifies an access token. */
  verifyJwt: (token: string) => Promise<BearerToken>
}

/** Verifies the bearer token of an `Authorization` header: an API key, or an access token. */
export async function verifyBearer(
  authorization: string | null,
  ports: VerifyBearerPorts,
): Promise<BearerToken> {
  const token = /^Bearer +(.*)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return { reason: 'missing' }
  return isApiKey(token) ? verifyApiKey(token, ports) : ports.verifyJwt(token)
}
