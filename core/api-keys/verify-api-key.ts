import { scopeOf } from '../api/caller.ts'
import type { BearerToken } from '../api/bearer-token.ts'
import { type ApiKey, apiKeyIssuer, isExpired, matches, parseApiKey } from './api-key.ts'
import type { ApiKeyStore } from './api-key-store.ts'

export type VerifyApiKeyPorts = Pick<ApiKeyStore, 'findApiKey' | 'saveLastUse'> & {
  now: () => Date
}

const hourMs = 3_600_000

/** The claims of an API key, as an access token of a program has them; or why there are none. */
export async function verifyApiKey(text: string, ports: VerifyApiKeyPorts): Promise<BearerToken> {
  const parsed = parseApiKey(text)
  if (parsed === undefined) return { reason: 'malformed' }
  const key = await ports.findApiKey(parsed)
  if (key === undefined || !matches(key, text)) return { reason: 'unknown-key' }

  const now = ports.now()
  if (isExpired(key, now)) return { reason: 'expired' }
  const { lastUsedAt } = key
  if (lastUsedAt === undefined || Date.parse(lastUsedAt) <= now.getTime() - hourMs) {
    await ports.saveLastUse(key, now.toISOString())
  }
  return { claims: claimsOf(key) }
}

/** The name begins so that no key can be called like a person. */
function claimsOf({ id, marketplace, role, name, vendor }: ApiKey) {
  return {
    iss: apiKeyIssuer,
    sub: id,
    username: `API key ${name}`,
    scope: scopeOf(marketplace, role === 'developer' ? `developer/${vendor ?? ''}` : role),
  }
}
