import * as z from 'zod'

import { ApiKeyRole } from '../manage/api-keys.ts'
import * as examples from './examples.ts'
import { NewApiKeyInput } from './inputs.ts'
import { named } from './named.ts'
import { type Operations, problemResponse } from './operation.ts'

const timestamp = z.iso.datetime()

const shown = {
  id: z.string(),
  name: z.string(),
  role: ApiKeyRole,
  vendor: z.string().exactOptional().describe('The vendor of a developer’s key'),
  createdAt: timestamp,
  createdBy: z.string(),
  lastUsedAt: timestamp
    .exactOptional()
    .describe('When the key was used last, to the hour; absent if it was not used yet'),
  prefix: z.string().describe('The part of the key that is not secret'),
  expiresAt: timestamp.exactOptional().describe('The key is rejected from then on'),
}

/** An API key as the API lists it. */
const ApiKeyView = named('ApiKey', z.object(shown), {
  description: 'An API key of a program. The key itself is not stored',
})

/** A new API key, with the key itself. */
const CreatedApiKey = named(
  'CreatedApiKey',
  z.object({ ...shown, key: z.string().describe('The bearer token; it is not shown again') }),
  { description: 'A new API key' },
)

const ApiKeyList = named('ApiKeyList', z.object({ items: z.array(ApiKeyView) }))

export const apiKeyOperations: Operations = {
  'GET /api-keys': {
    id: 'listApiKeys',
    tag: 'API keys',
    summary: 'List API keys',
    description: 'Returns the API keys of the marketplace, oldest first.',
    responses: {
      200: {
        description: 'All API keys, at most 100',
        schema: ApiKeyList,
        examples: { some: { items: [examples.apiKey] } },
      },
    },
  },
  'POST /api-keys': {
    id: 'createApiKey',
    tag: 'API keys',
    summary: 'Create an API key',
    description:
      'Returns the key, which is not stored and not shown again. A repeated request with the same `Idempotency-Key` ' +
      'returns no body.',
    body: {
      schema: NewApiKeyInput,
      examples: { erp: { name: 'ERP', role: 'producer', expiresAt: '2027-01-31T00:00:00Z' } },
    },
    responses: {
      201: {
        description: 'The new API key',
        schema: CreatedApiKey,
        headers: ['location'],
        examples: { created: examples.createdApiKey },
      },
      409: problemResponse(
        409,
        'The marketplace has 100 API keys',
        'Cannot create the API key: there are 100; revoke one first',
      ),
    },
  },
  'DELETE /api-keys/{id}': {
    id: 'revokeApiKey',
    tag: 'API keys',
    summary: 'Revoke an API key',
    description:
      'Deletes an API key. Requests with it are rejected immediately; on AWS, within 30 seconds. The portal links that it made, and their sessions, end with it.',
    responses: { 204: { description: 'The API key was revoked' } },
  },
}
