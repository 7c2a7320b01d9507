import type { Reply } from '../../core/deliveries/outcome.ts'
import { userAgent } from '../../core/deliver/request.ts'
import { formEncoded } from '../../core/values/form-encoded.ts'
import type { TokenRequest } from '../../core/tokens/token-request.ts'
import type { Outgoing } from '../http-client/exchange.ts'

/** Sends a request within a time limit. */
type Post = (request: Outgoing, limitMs: number) => Promise<Reply>

/** Requests tokens through the SSRF-guarded client. core/tokens interprets the response. */
export function tokenEndpoint(post: Post) {
  return (request: TokenRequest, limitMs: number): Promise<Reply> =>
    post(outgoingOf(request), limitMs)
}

/** Some servers reject a charset. */
const contentTypes = { FORM: 'application/x-www-form-urlencoded', JSON: 'application/json' }

function outgoingOf(request: TokenRequest): Outgoing {
  const { accessTokenUri, grantType, format, parameters } = request
  const { headers, fields } = clientOf(request)
  const all = { grant_type: grantType, ...parameters, ...fields }
  return {
    url: accessTokenUri,
    tls: request.tls,
    headers: {
      accept: 'application/json',
      'content-type': contentTypes[format],
      'user-agent': userAgent,
      ...headers,
    },
    body: format === 'JSON' ? JSON.stringify(all) : new URLSearchParams(all).toString(),
  }
}

/** How the client authenticates: with a header, or with fields of the body. */
function clientOf({ clientAuthentication, clientId, clientSecret = '', assertion }: TokenRequest) {
  switch (clientAuthentication) {
    case 'BASIC':
      return { headers: basic(formEncoded(clientId), formEncoded(clientSecret)) }
    case 'BASIC_NOT_ENCODED':
      return { headers: basic(clientId, clientSecret) }
    case 'BODY':
      return { fields: { client_id: clientId, client_secret: clientSecret } }
    case 'PRIVATE_KEY_JWT':
      return { fields: { client_id: clientId, ...assertionFields(assertion) } }
    case 'NONE':
      return { fields: { client_id: clientId } }
  }
}

/** RFC 7523, 2.2. */
function assertionFields(assertion = '') {
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  }
}

function basic(id: string, secret: string) {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
}
