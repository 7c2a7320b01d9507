import * as z from 'zod'

import { type ApiKey, apiKeyBytes, apiKeyText, hashOf, prefixOf } from '../api-keys/api-key.ts'
import type { ApiKeyStore } from '../api-keys/api-key-store.ts'
import type { ApiRequest, ApiResponse, Operation } from '../api/operation.ts'
import { invalid, invalidField, problem } from '../api/problem.ts'
import { type Role, roles } from '../api/roles.ts'
import { auditEntry } from '../audit/audit-entry.ts'
import { Timestamp } from '../values/timestamp-input.ts'
import { trimmedText } from '../values/trimmed-text.ts'
import { notVendorId, vendorId } from '../values/vendor-id.ts'

export type ApiKeyPorts = Pick<
  ApiKeyStore,
  'addApiKey' | 'findApiKey' | 'findApiKeys' | 'revokeApiKey'
> & {
  /** This many random bytes, in hex. */
  randomHex: (bytes: number) => string
  now: () => Date
}

const forManagers = { scope: 'webhooks:write', isClosedToPortals: true } as const

/** API keys of programs: made, listed and revoked by managers. */
export const apiKeyRoutes: readonly Operation<ApiKeyPorts>[] = [
  { method: 'GET', path: '/api-keys', ...forManagers, handle: list },
  { method: 'POST', path: '/api-keys', ...forManagers, handle: create },
  { method: 'DELETE', path: '/api-keys/{id}', ...forManagers, handle: revoke },
]

const names = Object.keys(roles).filter((name): name is Role => name in roles)

/** The roles that an API key may have. */
export const ApiKeyRole = z.enum(names)

/** The body that creates an API key. */
export const NewApiKey = z
  .strictObject({
    name: trimmedText(100),
    role: ApiKeyRole,
    /** Whose products a developer's key is for. */
    vendor: z.string().regex(vendorId, notVendorId).exactOptional(),
    expiresAt: Timestamp.exactOptional(),
  })
  .refine(({ role, vendor }) => (role === 'developer') === (vendor !== undefined), {
    path: ['vendor'],
    message: 'is required for the role developer, and for no other role',
  })

const maxKeys = 100

async function list({ caller }: ApiRequest, ports: ApiKeyPorts): Promise<ApiResponse> {
  const keys = await ports.findApiKeys(caller.marketplace)
  return { status: 200, body: { items: keys.map(toView) } }
}

async function create(request: ApiRequest, ports: ApiKeyPorts): Promise<ApiResponse> {
  const { caller, json } = request
  const parsed = NewApiKey.safeParse(json)
  if (!parsed.success) return invalid('API key', parsed.error)
  const now = ports.now()
  const { name, role, vendor, expiresAt } = parsed.data
  if (expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime()) {
    return invalidField('API key', 'expiresAt', 'must be in the future')
  }
  const { marketplace, subject: by } = caller
  const { length } = await ports.findApiKeys(marketplace)
  if (length >= maxKeys) {
    return problem(409, `Cannot create the API key: there are ${maxKeys}; revoke one first`)
  }

  const at = now.toISOString()
  const id = ports.randomHex(apiKeyBytes.id)
  const text = apiKeyText({ marketplace, id }, ports.randomHex(apiKeyBytes.secret))
  const validity = {
    ...(vendor !== undefined && { vendor }),
    ...(expiresAt !== undefined && { validUntil: expiresAt }),
  }
  const made = { id, marketplace, name, role, createdAt: at, createdBy: by, ...validity }
  const key: ApiKey = { ...made, hash: hashOf(text) }
  await ports.addApiKey(key, entryOf(key, 'api-key.created', { by, at }))
  return {
    status: 201,
    headers: { location: `/api-keys/${id}` },
    body: { ...toView(key), key: text },
    isSecret: true,
  }
}

async function revoke({ caller, params }: ApiRequest, ports: ApiKeyPorts): Promise<ApiResponse> {
  const id = params['id'] ?? ''
  const key = await ports.findApiKey({ marketplace: caller.marketplace, id })
  const who = { by: caller.subject, at: ports.now().toISOString() }
  const isRevoked =
    key !== undefined && (await ports.revokeApiKey(key, entryOf(key, 'api-key.revoked', who)))
  if (isRevoked) return { status: 204 }
  return problem(404, `Cannot find the API key '${id}': this marketplace has none with this id`)
}

function entryOf(
  { marketplace, id, name, role }: ApiKey,
  action: 'api-key.created' | 'api-key.revoked',
  who: { by: string; at: string },
) {
  return auditEntry({ marketplace, ...who, action, apiKey: { id, name, role } })
}

/** A key as it is listed: everything but its hash. */
function toView(key: ApiKey) {
  const { hash, marketplace, validUntil, ...shown } = key
  return {
    ...shown,
    prefix: prefixOf(key),
    ...(validUntil !== undefined && { expiresAt: validUntil }),
  }
}
