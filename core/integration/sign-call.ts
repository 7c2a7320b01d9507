import type { Secrets } from '../ports.ts'
import { authorizationHeader } from './oauth1/signed-request.ts'
import {
  type Integration,
  ownerOf,
  type Product,
  validCredentials,
  type VendorCredential,
} from './product.ts'
import type { VendorRequest } from './vendor-request.ts'
import { type Clocks, sharedTime } from '../values/shared-time.ts'

export type SignPorts = Clocks & {
  openSecrets: Secrets['open']
  randomHex: (bytes: number) => string
}

type Caller = { product: Product; integration: Integration; accessToken: string | undefined }

/** The request with what authenticates it; with OAuth2 that is the access token. */
export async function authenticated(
  request: VendorRequest,
  { product, integration, accessToken }: Caller,
  ports: SignPorts,
): Promise<VendorRequest> {
  const { authentication } = integration
  switch (authentication.type) {
    case 'OAUTH1':
      return withAuthorization(request, await signature(request, product, ports))
    case 'BASIC': {
      const password = await ports.openSecrets(authentication.sealed, secretContext(product))
      return withAuthorization(request, basic(authentication.username, password))
    }
    case 'OAUTH2_CLIENT_CREDENTIALS':
      return withAuthorization(request, `Bearer ${accessToken ?? ''}`)
  }
}

/** What the passwords of our calls are sealed for. */
export function secretContext(product: Pick<Product, 'marketplace' | 'id'>) {
  const { marketplace, id: endpoint } = ownerOf(product)
  return { marketplace, endpoint, purpose: 'authentication' } as const
}

/** What the vendor's own secrets are sealed for. */
export function credentialContext(product: Pick<Product, 'marketplace' | 'id'>) {
  const { marketplace, id: endpoint } = ownerOf(product)
  return { marketplace, endpoint, purpose: 'vendor' } as const
}

async function signature(
  { method, url }: VendorRequest,
  product: Product,
  ports: SignPorts,
): Promise<string> {
  const consumer = await oauth1Consumer(product, ports)
  const timestamp = Math.floor(sharedTime(ports).getTime() / 1000)
  const once = { nonce: ports.randomHex(16), timestamp }
  return authorizationHeader({ method, url }, consumer, once)
}

/** The key and the secret that the router signs with. */
export async function oauth1Consumer(
  product: Product,
  { openSecrets, now }: Pick<SignPorts, 'openSecrets' | 'now'>,
): Promise<{ key: string; secret: string }> {
  const { integration } = product
  const credential = integration && signingCredential(integration, now())
  if (credential === undefined) {
    throw new Error(`Cannot sign: the product '${product.id}' has no OAuth 1.0 credential`)
  }
  const secret = await openSecrets(credential.sealed, credentialContext(product))
  return { key: credential.key, secret }
}

/** The newest valid credential of the kind that signs; undefined when none was issued. */
export function signingCredential(
  integration: Pick<Integration, 'credentials'>,
  at: Date,
): VendorCredential | undefined {
  return validCredentials(integration, at).find(({ type }) => type === 'OAUTH1')
}

function withAuthorization(request: VendorRequest, authorization: string): VendorRequest {
  return { ...request, headers: { ...request.headers, authorization } }
}

/** RFC 7617, in UTF-8. */
function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
