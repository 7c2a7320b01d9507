import { createHash, timingSafeEqual } from 'node:crypto'

import { addMs } from '../../values/timestamp.ts'
import type { ProductStore, VendorAccessStore } from '../integration-store.ts'
import { type Product, validCredentials, type VendorCredential } from '../product.ts'
import { credentialContext, type SignPorts } from '../sign-call.ts'
import type { VendorHttpRequest, VendorResponse } from './vendor-http.ts'

export type IssueTokenPorts = Pick<ProductStore, 'findProductByKey'> &
  Pick<VendorAccessStore, 'saveVendorToken'> &
  SignPorts

/** The token endpoint (RFC 6749, 4.4). */
export const tokenPath = '/oauth2/token'

/** The only scope of vendors. */
export const vendorScope = 'ROLE_APPLICATION'

/** Twelve hours, as the marketplace's tokens last. */
const lifetimeSeconds = 43_200

/** Longer ids than ours are not looked up: the keys of a table have a maximum length. */
const maxIdLength = 255

/** Issues an access token to a vendor's client, which authenticates with HTTP Basic or in the body. */
export async function issueToken(
  request: VendorHttpRequest,
  _: string,
  ports: IssueTokenPorts,
): Promise<VendorResponse> {
  const mediaType = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/x-www-form-urlencoded') {
    return oauthError(400, 'invalid_request', 'send application/x-www-form-urlencoded')
  }
  const form = new URLSearchParams(request.text)
  const fault = faultIn(form)
  if (fault !== undefined) return fault
  const client = clientIn(request.headers['authorization'], form)
  if ('error' in client) return oauthError(400, 'invalid_request', client.error)
  const isPlausible = client.id !== '' && client.id.length <= maxIdLength
  const product = isPlausible ? await ports.findProductByKey(client.id) : undefined
  if (product === undefined || !(await isClient(product, client, ports))) return invalidClient()

  const token = ports.randomHex(32)
  const now = ports.now()
  const { marketplace, id } = product
  const validUntil = addMs(now, lifetimeSeconds * 1000)
  await ports.saveVendorToken({
    marketplace,
    id,
    hash: tokenHash(token),
    key: client.id,
    validUntil,
  })
  return {
    status: 200,
    headers: { pragma: 'no-cache' },
    body: {
      access_token: token,
      token_type: 'bearer',
      expires_in: lifetimeSeconds - 1,
      scope: vendorScope,
    },
  }
}

/** The hash of an access token: the token itself is not stored. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

function faultIn(form: URLSearchParams): VendorResponse | undefined {
  const repeated = [...form.keys()].find((name) => form.getAll(name).length > 1)
  if (repeated !== undefined) {
    return oauthError(400, 'invalid_request', `${repeated} must be given once`)
  }
  const grant = form.get('grant_type')
  if (grant === null) return oauthError(400, 'invalid_request', 'grant_type is required')
  if (grant !== 'client_credentials') {
    return oauthError(400, 'unsupported_grant_type', 'grant_type must be client_credentials')
  }
  const asked = form.get('scope') ?? vendorScope
  const isKnown = asked.trim() === '' || asked.trim() === vendorScope
  return isKnown ? undefined : oauthError(400, 'invalid_scope', `scope must be ${vendorScope}`)
}

type Client = { id: string; secret: string }

function clientIn(
  authorization: string | undefined,
  form: URLSearchParams,
): Client | { error: string } {
  const [id, secret] = [form.get('client_id'), form.get('client_secret')]
  if (authorization === undefined) return { id: id ?? '', secret: secret ?? '' }
  if (secret !== null) return { error: 'the client must authenticate by the header or the body' }
  const [, encoded] = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(authorization) ?? []
  if (encoded === undefined) return { error: 'the Authorization header must be Basic' }
  const text = Buffer.from(encoded, 'base64').toString()
  const colon = text.indexOf(':')
  if (colon < 0) return { error: 'the Authorization header has no colon between id and secret' }
  return { id: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) }
}

/** RFC 6749, 2.3.1 form-encodes both parts; our ids and secrets are the same either way. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

async function isClient(
  product: Product,
  { id, secret }: Client,
  { openSecrets, now }: IssueTokenPorts,
): Promise<boolean> {
  const found = credentialWith(product, { key: id, type: 'OAUTH2' }, now())
  if (found === undefined) return false
  return isSame(await openSecrets(found.sealed, credentialContext(product)), secret)
}

/** The product's valid credential with this key. */
export function credentialWith(
  { integration }: Product,
  { key, type }: Pick<VendorCredential, 'key' | 'type'>,
  at: Date,
): VendorCredential | undefined {
  const valid = integration === undefined ? [] : validCredentials(integration, at)
  return valid.find((one) => one.key === key && one.type === type)
}

/** Compares hashes, so that the time it takes reveals nothing about the secret. */
function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}

function invalidClient(): VendorResponse {
  const headers = { 'www-authenticate': 'Basic realm="postrider"' }
  return { ...oauthError(401, 'invalid_client', 'the client id or its secret is wrong'), headers }
}

/** RFC 6749, 5.2. */
function oauthError(status: number, error: string, description: string): VendorResponse {
  return { status, body: { error, error_description: description } }
}
