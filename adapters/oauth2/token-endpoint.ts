import * as oauth from 'oauth4webapi'

import type { Reply } from '../../core/deliveries/outcome.ts'
import { userAgent } from '../../core/deliver/request.ts'
import type { TokenRequest } from '../../core/tokens/token-request.ts'
import type { Outgoing } from '../http-client/exchange.ts'

/** Sends a request within a time limit. */
type Post = (request: Outgoing, limitMs: number) => Promise<Reply>

/**
 * Requests tokens through the SSRF-guarded client. oauth4webapi builds the request. core/tokens
 * interprets the response, as the package would also require valid ID tokens.
 */
export function tokenEndpoint(post: Post) {
  return (request: TokenRequest, limitMs: number): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const { accessTokenUri, clientId, grantType, parameters } = request
      const sendRequest: oauth.TokenEndpointRequestOptions[typeof oauth.customFetch] = async (
        url,
        { headers, body },
      ) => {
        resolve(await post({ url, headers, body: body.toString() }, limitMs))
        return new Response()
      }
      oauth
        .genericTokenEndpointRequest(
          { issuer: accessTokenUri, token_endpoint: accessTokenUri },
          { client_id: clientId },
          clientAuthenticationOf(request),
          grantType,
          { ...parameters },
          {
            headers: { 'user-agent': userAgent },
            [oauth.customFetch]: sendRequest,
            // eslint-disable-next-line @typescript-eslint/no-deprecated -- the client checks the URL
            [oauth.allowInsecureRequests]: true,
          },
        )
        .catch(reject)
    })
}

function clientAuthenticationOf({ clientAuthentication, clientSecret }: TokenRequest) {
  return clientAuthentication === 'BODY'
    ? oauth.ClientSecretPost(clientSecret)
    : clientSecretBasic(clientSecret)
}

/**
 * HTTP Basic with id and secret form-encoded (RFC 6749, 2.3.1). oauth4webapi also escapes `-`, `_`, `.`
 * and `*`, which WHATWG's form encoding leaves as they are: servers that do not decode would refuse
 * the id of most clients.
 */
function clientSecretBasic(secret: string): oauth.ClientAuth {
  return (...parameters: Parameters<oauth.ClientAuth>) => {
    const [, { client_id: id }, , headers] = parameters
    const credentials = `${formEncoded(id)}:${formEncoded(secret)}`
    headers.set('authorization', `Basic ${Buffer.from(credentials).toString('base64')}`)
  }
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
