import * as oauth from 'oauth4webapi'

import type { Reply } from '../../core/deliveries/outcome.ts'
import { userAgent } from '../../core/deliver/request.ts'
import type { TokenRequest } from '../../core/tokens/token-request.ts'
import type { Outgoing } from '../http-client/exchange.ts'

/** Makes a call, in so much time altogether. */
type CallWithin = (request: Outgoing, limitMs: number) => Promise<Reply>

/**
 * Asks token endpoints by a client that calls where it may and nowhere else. What the request is,
 * oauth4webapi knows; what the answer means, core/token-answer.ts: kinder than the package, which
 * wants ID tokens to be verified too.
 */
export function tokenEndpoint(call: CallWithin) {
  return (request: TokenRequest, limitMs: number): Promise<Reply> =>
    new Promise((settle, fail) => {
      const { accessTokenUri, clientId, grantType, parameters } = request
      const answerTo: oauth.TokenEndpointRequestOptions[typeof oauth.customFetch] = async (
        url,
        { headers, body },
      ) => {
        settle(await call({ url, headers, body: body.toString() }, limitMs))
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
            [oauth.customFetch]: answerTo,
            // eslint-disable-next-line @typescript-eslint/no-deprecated -- the client guards http
            [oauth.allowInsecureRequests]: true,
          },
        )
        .catch(fail)
    })
}

function clientAuthenticationOf({ clientAuthentication, clientSecret }: TokenRequest) {
  return clientAuthentication === 'BODY'
    ? oauth.ClientSecretPost(clientSecret)
    : oauth.ClientSecretBasic(clientSecret)
}
