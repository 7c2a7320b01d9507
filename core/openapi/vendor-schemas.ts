import * as z from 'zod'

import { idLimit, messageLimit } from '../integration/answer.ts'
import { errorCodes } from '../integration/failure-codes.ts'
import { vendorScope } from '../integration/vendors/issue-token.ts'
import { named, namedInput } from './named.ts'

/** What vendors send and get besides the event. */

const idOf = (what: string) =>
  z.string().max(idLimit).exactOptional().describe(`The vendor’s id of the ${what} that it created`)

/** The fields of a result besides `success`; a signed return has them in its query. */
const resultFields = {
  accountIdentifier: z
    .string()
    .max(idLimit)
    .exactOptional()
    .describe('The vendor’s id of the account; required for an order that succeeded'),
  userIdentifier: idOf('user'),
  id: idOf('add-on'),
  errorCode: z.enum(errorCodes).exactOptional().describe('Unknown codes count as UNKNOWN_ERROR'),
  message: z
    .string()
    .exactOptional()
    .describe(`For people; after ${messageLimit} characters, the rest is cut off`),
}

export const VendorResult = namedInput(
  'VendorResult',
  z.looseObject({
    success: z.union([z.boolean(), z.enum(['true', 'false'])]),
    ...resultFields,
  }),
  {
    description:
      'What the vendor answers, in the response to the call or later. Names are matched in any case',
    xml: { name: 'result' },
  },
)

/** The query of a signed return; the parameters of OAuth 1.0 come with them. */
export const returnQuery = {
  success: z.enum(['true', 'false']).describe('Required in a signed return'),
  ...resultFields,
  oauth_signature: z
    .string()
    .describe('With the other parameters of OAuth 1.0; without it, the return ends nothing'),
}

export const ResultAccepted = named(
  'VendorResultAccepted',
  z.object({ success: z.literal(true) }),
  { description: 'The result was taken' },
)

export const VendorTokenRequest = namedInput(
  'VendorTokenRequest',
  z.object({
    grant_type: z.literal('client_credentials'),
    scope: z.literal(vendorScope).exactOptional(),
    client_id: z.string().exactOptional().describe('The key, if there is no Authorization header'),
    client_secret: z.string().exactOptional(),
  }),
)

export const VendorTokenResponse = named(
  'VendorTokenResponse',
  z.object({
    access_token: z.string(),
    token_type: z.literal('bearer'),
    expires_in: z.int().positive().describe('Seconds'),
    scope: z.literal(vendorScope),
  }),
)

export const OAuthError = named(
  'OAuthError',
  z.object({
    error: z.enum(['invalid_request', 'invalid_client', 'unsupported_grant_type', 'invalid_scope']),
    error_description: z.string().describe('For people; the text may change'),
  }),
  { description: 'An error of the token endpoint, per RFC 6749' },
)
