import {
  InMemoryWebStorage,
  type OidcMetadata,
  UserManager,
  WebStorageStateStore,
} from 'oidc-client-ts'

import type { Config } from './config.ts'
import { pageUrl } from './redirect.ts'

/**
 * Authorization code with PKCE, without a secret. Tokens are in memory only. The session storage
 * holds the state of a redirect. Without `metadata`, the sign-in server is asked for it.
 */
export function userManager(
  { issuer, clientId, scope, resource }: Config,
  metadata?: Partial<OidcMetadata>,
): UserManager {
  const url = pageUrl()
  return new UserManager({
    authority: issuer,
    ...(metadata !== undefined && { metadata }),
    client_id: clientId,
    scope,
    ...(resource !== undefined && { resource }),
    response_type: 'code',
    redirect_uri: url,
    post_logout_redirect_uri: url,
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true, // with the refresh token, a minute before the access token expires
    requestTimeoutInSeconds: 15,
  })
}
