import { tokenPath, vendorScope } from '../integration/vendors/issue-token.ts'

/** How vendors authenticate, with a credential that was issued to them. */
export const vendorSchemes = {
  vendorSignature: {
    type: 'http',
    scheme: 'OAuth',
    description:
      'A two-legged OAuth 1.0 signature (RFC 5849) with HMAC-SHA1, in the header or in the query. `oauth_timestamp` is ' +
      'within five minutes, and `oauth_nonce` is used once. For credentials of the type `OAUTH1`.',
  },
  vendorToken: {
    type: 'oauth2',
    description:
      'An access token of a vendor’s client, as a bearer token. For credentials of the type `OAUTH2`.',
    flows: {
      clientCredentials: {
        tokenUrl: tokenPath,
        scopes: { [vendorScope]: 'Read the events of the product, and send their results' },
      },
    },
  },
  vendorClient: {
    type: 'http',
    scheme: 'basic',
    description: 'The key and the secret of a credential of the type `OAUTH2`.',
  },
} as const

const signature = { vendorSignature: [] }

/** The security requirements of the vendors' operations; `{}`: none is an alternative. */
export const vendorSecurity = {
  vendor: [signature, { vendorToken: [vendorScope] }],
  client: [{ vendorClient: [] }, {}],
  signedReturn: [signature, {}],
  none: [],
} as const
