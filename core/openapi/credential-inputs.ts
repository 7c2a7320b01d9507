import { VendorAuthenticationInput } from '../integration/manage/integration-input.ts'
import { AuthenticationInput } from '../webhooks/credentials-input.ts'
import { BasicInput } from '../webhooks/http-basic-input.ts'
import {
  ExtraParameters,
  maxParameters,
  parameterName,
  reservedParameters,
} from '../webhooks/extra-parameters.ts'
import { openInput, openOAuth2 } from '../webhooks/oauth2-input.ts'
import { HeaderName, reservedHeaders } from '../webhooks/token-header-input.ts'
import { annotate, describe, namedInput } from './named.ts'
import { caseless, httpsUrlPattern, usernamePattern } from './text-patterns.ts'

/** The schemas of authentication in requests: one for each `type`. */

const [none, token, , clientCredentials, ownerPassword] = AuthenticationInput.options
const [oauth1] = VendorAuthenticationInput.options

/** Every client has a secret, unless it needs none. */
const clientChoices = {
  oneOf: [
    {
      required: ['clientSecret'],
      properties: {
        clientSecret: {},
        clientAuthentication: { enum: ['BASIC', 'BASIC_NOT_ENCODED', 'BODY'] },
      },
    },
    {
      required: ['clientAuthentication'],
      properties: {
        clientSecret: false,
        clientAuthentication: { enum: ['NONE', 'PRIVATE_KEY_JWT'] },
      },
    },
  ],
}

namedInput('NoAuthentication', none, { title: 'None' })
namedInput('TokenAuthentication', token, { title: 'Token' })
namedInput('ClientCredentialsAuthentication', clientCredentials, {
  title: 'OAuth2 (Client Credentials)',
  ...clientChoices,
})
namedInput('OwnerPasswordAuthentication', ownerPassword, {
  title: 'OAuth2 (Resource Owner Password)',
  ...clientChoices,
})
namedInput('OAuth1Authentication', oauth1, { title: 'OAuth 1.0' })
namedInput('BasicAuthentication', BasicInput, { title: 'HTTP Basic' })

namedInput('AuthenticationInput', AuthenticationInput, {
  discriminator: discriminatorOf({
    NONE: 'NoAuthentication',
    TOKEN: 'TokenAuthentication',
    BASIC: 'BasicAuthentication',
    OAUTH2_CLIENT_CREDENTIALS: 'ClientCredentialsAuthentication',
    OAUTH2_RESOURCE_OWNER_PASSWORD: 'OwnerPasswordAuthentication',
  }),
})
namedInput('VendorAuthenticationInput', VendorAuthenticationInput, {
  discriminator: discriminatorOf({
    OAUTH1: 'OAuth1Authentication',
    BASIC: 'BasicAuthentication',
    OAUTH2_CLIENT_CREDENTIALS: 'ClientCredentialsAuthentication',
  }),
})

describe(token.shape, {
  token:
    'Printable ASCII. As JSON, it has at most 4,096 bytes: only a long one of quotes and backslashes has more',
  header: 'The header that carries the token',
  prefix: 'The scheme before the token, such as `Bearer`',
})
annotate(HeaderName, { not: notIn([reservedHeaders]) })

describe(openInput, {
  accessTokenUri:
    'The token endpoint: an https URL with a public address, and without a credential in its query, as it is shown',
  scope: 'Scopes, separated by spaces',
  clientAuthentication:
    'How the client authenticates to the token endpoint: `BASIC` and `BASIC_NOT_ENCODED` in a header, `BODY` in the body; `PRIVATE_KEY_JWT` with a JWT that a key pair of the webhook or of the product signs; `NONE` for a public client. The last two have no `clientSecret`',
  grantType: 'Default: the grant type of `type`',
  tokenRequestFormat: 'How the parameters of the token request are sent; default: `FORM`',
  extraParameters:
    'Further parameters of the token request. Those that are named like a credential are sealed, as `secretParameters` are',
  secretParameters: 'Further parameters of the token request that are never shown',
})
annotate(openOAuth2.accessTokenUri, { pattern: httpsUrlPattern })
annotate(ExtraParameters, {
  maxProperties: maxParameters,
  propertyNames: {
    type: 'string',
    pattern: parameterName.source,
    not: notIn([new RegExp(`^(${reservedParameters.join('|')})$`)]),
  },
})
annotate(BasicInput.shape.username, { pattern: usernamePattern })

/** No generator need make a text that matches: patterns without anchors are short. */
function notIn(names: readonly RegExp[]): object {
  return { anyOf: names.map((pattern) => ({ type: 'string', pattern: caseless(pattern) })) }
}

function discriminatorOf(names: Readonly<Record<string, string>>): object {
  const mapping = Object.entries(names).map(([type, name]) => [
    type,
    `#/components/schemas/${name}`,
  ])
  return { propertyName: 'type', mapping: Object.fromEntries(mapping) as object }
}
