import { type Authentication, isOAuth2, type OAuth2 } from './authentication.ts'
import { type ClientKeyPorts, type ClientKeys, newKey } from './key-pair.ts'
import type { EndpointKey } from './endpoint.ts'

/** An endpoint, or a product, and its authentication until now. */
type Owner = EndpointKey & { authentication?: ({ type: string } & ClientKeys) | undefined }

/**
 * The authentication with the key pairs that it needs: those from before, or a new one. An
 * authentication that uses another client authentication has none.
 */
export async function withClientKey(
  authentication: Authentication,
  owner: Owner,
  ports: ClientKeyPorts,
): Promise<Authentication> {
  if (!usesClientKey(authentication)) return authentication
  const { clientKey, nextClientKey } = owner.authentication ?? {}
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

/** The next key signs nothing until it is put to use: it has to be registered first. */
export async function withNextKey<Client extends OAuth2>(
  client: Client,
  { marketplace, id }: EndpointKey,
  ports: ClientKeyPorts,
): Promise<Client> {
  return { ...client, nextClientKey: await newKey({ marketplace, id }, ports) }
}

/** The client with its next key in use; undefined if there is none. */
export function withNextKeyInUse<Client extends OAuth2>(client: Client): Client | undefined {
  const { nextClientKey: clientKey } = client
  if (clientKey === undefined) return undefined
  const after = { ...client, clientKey }
  delete after.nextClientKey
  return after
}
