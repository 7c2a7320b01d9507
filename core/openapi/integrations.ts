import * as examples from './integration-examples.ts'
import { type Operations, problemResponse } from './operation.ts'
import {
  CreatedCredential,
  IntegrationChangeInput,
  IntegrationView,
  NewCredentialInput,
  NewIntegrationInput,
  PingInput,
  PingResults,
} from './product-schemas.ts'
import { missingVersion, stale } from './products.ts'

const integration = {
  description: 'The integration, without secrets',
  schema: IntegrationView,
  examples: { integration: examples.integration },
}

export const integrationOperations: Operations = {
  'GET /products/{id}/integration': {
    id: 'getIntegration',
    tag: 'Products',
    summary: 'Retrieve the integration of a product',
    description: 'Returns how the vendor is reached.',
    responses: { 200: integration },
  },
  'PUT /products/{id}/integration': {
    id: 'putIntegration',
    tag: 'Products',
    summary: 'Set up the integration of a product',
    description: 'Sets up the integration, or replaces it. The vendor’s credentials stay.',
    headers: ['MayIfMatch'],
    body: { schema: NewIntegrationInput, examples: { oauth1: examples.newIntegration } },
    responses: { 200: { ...integration, headers: ['etag'] }, 412: stale },
  },
  'PATCH /products/{id}/integration': {
    id: 'changeIntegration',
    tag: 'Products',
    summary: 'Change the integration of a product',
    description:
      'Changes the given fields. The authentication must be sent again if an endpoint gets another origin, unless calls are signed.',
    headers: ['IfMatch'],
    body: { schema: IntegrationChangeInput, examples: { disabled: { enabled: false } } },
    responses: { 200: { ...integration, headers: ['etag'] }, 412: stale, 428: missingVersion },
  },
  'DELETE /products/{id}/integration': {
    id: 'deleteIntegration',
    tag: 'Products',
    summary: 'Delete the integration of a product',
    description: 'Deletes the integration with the vendor’s credentials.',
    responses: { 204: { description: 'The integration was deleted' }, 412: stale },
  },
  'POST /products/{id}/integration/credentials': {
    id: 'issueCredential',
    tag: 'Products',
    summary: 'Issue a credential of the vendor',
    description:
      'Returns a key and a secret, which is not shown again. The credential before it stays valid for some hours.',
    body: { schema: NewCredentialInput, examples: { now: { keepPreviousHours: 0 } } },
    responses: {
      201: {
        description: 'The new credential',
        schema: CreatedCredential,
        examples: { created: examples.createdCredential },
      },
      409: problemResponse(
        409,
        'Calls are signed with OAuth 1.0, so that both sides share one credential',
        'Cannot issue a client: with OAUTH1, both sides share one credential',
      ),
      412: stale,
    },
  },
  'POST /products/{id}/integration/ping': {
    id: 'pingEndpoints',
    tag: 'Products',
    summary: 'Test endpoints',
    description:
      'Sends a STATELESS sample event to one endpoint or to all of them, and waits up to 25 s for the responses.',
    body: { schema: PingInput, examples: { order: { endpoint: 'SUBSCRIPTION_ORDER' } } },
    responses: {
      200: {
        description: 'The result of each test',
        schema: PingResults,
        examples: { passed: examples.pings },
      },
      409: problemResponse(
        409,
        'The integration has no such endpoint',
        'Cannot ping: the integration has no endpoint for ADDON',
      ),
    },
  },
}
