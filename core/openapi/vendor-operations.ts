import { customerVisits } from './customer-visits.ts'
import { problemResponse } from './operation.ts'
import { VendorEvent, VendorEventXml } from './vendor-event-schemas.ts'
import * as examples from './vendor-examples.ts'
import type { VendorOperations } from './vendor-operation.ts'
import { anotherVendor, tooLarge, unauthorized, unknownEvent } from './vendor-responses.ts'
import {
  OAuthError,
  ResultAccepted,
  VendorResult,
  VendorTokenRequest,
  VendorTokenResponse,
} from './vendor-schemas.ts'

/** The documentation of the vendors' door. */
export const vendorOperations: VendorOperations = {
  'GET /api/integration/v1/events/{token}': {
    id: 'readVendorEvent',
    summary: 'Read an event',
    description:
      'Returns an event to the vendor of its product, at the `eventUrl` of the call. `Accept` chooses JSON or XML; without it, or with `*/*`, it is XML. Each read is listed in the event’s log.',
    security: 'vendor',
    responses: {
      200: {
        description: 'The event',
        headers: ['vary'],
        content: {
          'application/xml': {
            schema: VendorEventXml,
            examples: { cancel: examples.vendorEventXml },
          },
          'application/json': { schema: VendorEvent, examples: { cancel: examples.vendorEvent } },
        },
      },
      401: unauthorized,
      403: anotherVendor,
      404: unknownEvent,
      406: problemResponse(
        406,
        '`Accept` allows neither JSON nor XML',
        'Cannot show the event: accept application/json or application/xml',
      ),
    },
    sample: 'read',
  },
  'POST /api/integration/v1/events/{token}/result': {
    id: 'sendVendorResult',
    summary: 'Send the result of an event',
    description:
      'Ends an event that the vendor answered with 202, or is about to. What the body looks like decides whether it is JSON or XML. The result is taken once.',
    security: 'vendor',
    body: {
      'application/json': {
        schema: VendorResult,
        examples: { success: examples.result, failure: examples.failedResult },
      },
      'application/xml': { schema: VendorResult },
    },
    responses: {
      200: {
        description: 'The event has ended with this result',
        schema: ResultAccepted,
        examples: { taken: { success: true } },
      },
      400: problemResponse(
        400,
        'The body is no result, or an order succeeded without an `accountIdentifier`',
        'Cannot accept the result: its "success" must be true or false, and is missing',
      ),
      401: unauthorized,
      403: anotherVendor,
      404: unknownEvent,
      409: problemResponse(
        409,
        'The event has ended already',
        'Cannot accept the result: the event is complete since 2026-11-26T12:00:00.000Z',
      ),
      413: tooLarge,
      503: 'ServiceUnavailable',
    },
    sample: 'result',
  },
  'POST /oauth2/token': {
    id: 'issueVendorToken',
    summary: 'Get an access token',
    description:
      'Issues an access token to the client of a vendor (RFC 6749, 4.4). The client authenticates with HTTP Basic or in the body, not with both.',
    security: 'client',
    body: {
      'application/x-www-form-urlencoded': {
        schema: VendorTokenRequest,
        examples: { client: { grant_type: 'client_credentials', scope: 'ROLE_APPLICATION' } },
      },
    },
    responses: {
      200: {
        description: 'The token',
        schema: VendorTokenResponse,
        headers: ['pragma'],
        examples: { token: examples.vendorToken },
      },
      400: {
        description: 'The request is invalid',
        schema: OAuthError,
        examples: {
          grant: { error: 'invalid_request', error_description: 'grant_type is required' },
        },
      },
      401: {
        description: 'The client is unknown, or its secret is wrong',
        schema: OAuthError,
        headers: ['client-challenge'],
        examples: {
          client: {
            error: 'invalid_client',
            error_description: 'the client id or its secret is wrong',
          },
        },
      },
      413: tooLarge,
      503: 'ServiceUnavailable',
    },
    sample: 'token',
  },
  ...customerVisits,
}
