import { problemResponse, type ResponseDocs } from './operation.ts'
import type { VendorOperations } from './vendor-operation.ts'
import { notInteractive, unauthorized } from './vendor-responses.ts'
import { returnQuery } from './vendor-schemas.ts'

const goesOn = (description: string): ResponseDocs => ({
  description,
  headers: ['browser-location'],
})

/** The paths of the customer’s browser: to the vendor, and back. */
export const customerVisits: VendorOperations = {
  'GET /integration-events/{token}/redirect': {
    id: 'redirectCustomer',
    summary: 'Send the customer to the vendor',
    description:
      'For the customer’s browser: leads to the interactive endpoint of the vendor, with an OAuth 1.0 signature in the query if calls are signed. HEAD is not supported.',
    security: 'none',
    responses: {
      302: goesOn('The browser goes on to the vendor'),
      404: notInteractive,
      409: problemResponse(
        409,
        'The event has ended, or the product has no endpoint for it any more',
        'Cannot go on: the event has ended',
      ),
    },
  },
  'GET /integration-events/{token}/return': {
    id: 'returnCustomer',
    summary: 'Take the customer back',
    description:
      'For the customer’s browser, which the vendor sends to the `returnUrl` of the event. A query that the vendor signed ends the event with its result. HEAD is not supported.',
    security: 'signedReturn',
    query: returnQuery,
    responses: {
      302: goesOn(
        'The browser goes on to the marketplace, with a `status` of `complete`, `failed` or, if the return is not signed, `pending`',
      ),
      400: problemResponse(
        400,
        'The query is no result',
        'Cannot accept the result: its "success" must be true or false, and is missing',
      ),
      401: unauthorized,
      403: problemResponse(
        403,
        'The event belongs to the product of another vendor',
        'Cannot accept the result: the event is of the product of another vendor',
      ),
      404: notInteractive,
      409: problemResponse(
        409,
        'The event has ended already',
        'Cannot accept the result: the event has ended',
      ),
    },
  },
}
