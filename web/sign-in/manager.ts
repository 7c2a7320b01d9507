import { InMemoryWebStorage, UserManager, WebStorageStateStore } from 'oidc-client-ts'

import type { Config } from './config.ts'
import { pageUrl } from './redirect.ts'

/**
 * Authorization code with PKCE, without a secret. Tokens are in memory only. The session storage
 * holds the state of a redirect.
 */
export function userManager(config: Config): UserManager {
  const { issuer, metadata, clientId, scope, resource } = config
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
