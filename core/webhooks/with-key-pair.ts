import { type Authentication, isOAuth2, type OAuth2 } from './authentication.ts'
import { type ClientKeyPorts, type ClientKeys, newKey } from './key-pair.ts'
import type { EndpointKey } from './endpoint.ts'

/**
 * The authentication with the key pairs that it needs: those from before, or a new one. An
 * authentication that uses another client authentication has none.
 */
export async function withClientKey(
  authentication: Authentication,
  owner: EndpointKey & { authentication?: Authentication },
  ports: ClientKeyPorts,
): Promise<Authentication> {
  if (!usesClientKey(authentication)) return authentication
  const { clientKey, nextClientKey } = keysOf(owner.authentication)
  return {
    ...authentication,
    clientKey: clientKey ?? (await newKey(owner, ports)),
    ...(nextClientKey && { nextClientKey }),
  }
}

/** Whether the client authenticates with a key pair. */
export function usesClientKey(authentication: Authentication): authentication is OAuth2 {
  return isOAuth2(authentication) && authentication.clientAuthentication === 'PRIVATE_KEY_JWT'
}

function keysOf(authentication: Authentication | undefined): ClientKeys {
  return authentication !== undefined && isOAuth2(authentication) ? authentication : {}
}
