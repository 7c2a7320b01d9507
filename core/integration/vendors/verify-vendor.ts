import type { ApiResponse } from '../../api/operation.ts'
import { problem } from '../../api/problem.ts'
import type { ProductStore, VendorAccessStore } from '../integration-store.ts'
import { type OAuth1Parameters, readOAuth1 } from '../oauth1/read-parameters.ts'
import { hasValidSignature, isFreshTimestamp, windowSeconds } from '../oauth1/verify-request.ts'
import type { Product } from '../product.ts'
import { credentialContext, type SignPorts } from '../sign-call.ts'
import type { VendorHttpRequest } from './vendor-http.ts'
import { credentialWith, tokenHash } from './issue-token.ts'
import { sharedTime } from '../../values/shared-time.ts'

export type VerifyVendorPorts = Pick<ProductStore, 'findProductByKey' | 'findProduct'> &
  Pick<VendorAccessStore, 'useNonce' | 'findVendorToken'> &
  SignPorts & {
    /** The URL of the vendors' door, without a trailing slash. */
    vendorUrl: string
  }

/**
 * The product whose vendor sends the request, with a Bearer token of our token endpoint or an OAuth
 * 1.0 signature in the header or the query; otherwise the 401.
 */
export async function verifyVendor(
  request: VendorHttpRequest,
  ports: VerifyVendorPorts,
): Promise<{ product: Product } | ApiResponse> {
  const [, bearer] = /^Bearer +(\S+) *$/i.exec(request.headers['authorization'] ?? '') ?? []
  return bearer === undefined ? bySignature(request, ports) : byToken(bearer, ports)
}

async function byToken(
  text: string,
  { findVendorToken, findProduct, now }: VerifyVendorPorts,
): Promise<{ product: Product } | ApiResponse> {
  const found = await findVendorToken(tokenHash(text))
  if (found === undefined || Date.parse(found.validUntil) <= now().getTime()) {
    return refused('the bearer token is unknown or has expired', 'Bearer error="invalid_token"')
  }
  const product = await findProduct(found)
  const credential = product && credentialWith(product, { key: found.key, type: 'OAUTH2' }, now())
  if (product !== undefined && credential !== undefined) return { product }
  return refused('the client of the bearer token was replaced', 'Bearer error="invalid_token"')
}

async function bySignature(
  { method, path, query, headers }: VendorHttpRequest,
  ports: VerifyVendorPorts,
): Promise<{ product: Product } | ApiResponse> {
  const { authorization } = headers
  const url = `${ports.vendorUrl}${path}${query}`
  const read = readOAuth1({ url, authorization })
  if ('reason' in read) return refused(read.reason, challenges)
  const urls = urlsOf(url, `${path}${query}`, headers)
  return verified(read, { method, urls }, ports)
}

async function verified(
  parameters: OAuth1Parameters,
  signed: { method: string; urls: string[] },
  ports: VerifyVendorPorts,
): Promise<{ product: Product } | ApiResponse> {
  const now = ports.now()
  const { consumerKey: key, nonce, timestamp } = parameters
  const shared = sharedTime(ports)
  if (!isFreshTimestamp(timestamp, shared)) {
    const reason = `oauth_timestamp must be within ${windowSeconds} s of ${shared.toISOString()}`
    return refused(reason, challenges)
  }
  const product = await ports.findProductByKey(key)
  const credential = product && credentialWith(product, { key, type: 'OAUTH1' }, now)
  if (product === undefined || credential === undefined) {
    return refused('oauth_consumer_key is unknown or was replaced', challenges)
  }
  const secret = await ports.openSecrets(credential.sealed, credentialContext(product))
  if (!hasValidSignature(signed, parameters, secret)) {
    return refused('oauth_signature does not match the request', challenges)
  }
  const aheadMs = now.getTime() - shared.getTime()
  const until = new Date((timestamp + windowSeconds + 1) * 1000 + aheadMs)
  const isNew = await ports.useNonce(key, `${timestamp} ${nonce}`, until)
  return isNew ? { product } : refused('oauth_nonce was used before', challenges)
}

/**
 * The addresses that the vendor may have signed: ours, and the one that it asked, as a proxy in front
 * of us may have changed scheme, host or port.
 */
function urlsOf(url: string, target: string, headers: VendorHttpRequest['headers']): string[] {
  const forwarded = headers['x-forwarded-host']?.split(',').map((host) => host.trim()) ?? []
  const hosts = [...forwarded, ...(headers['host'] === undefined ? [] : [headers['host']])]
  const seen = hosts.flatMap((host) => [`https://${host}${target}`, `http://${host}${target}`])
  return [url, ...seen].filter((one) => URL.canParse(one))
}

const challenges = 'OAuth realm="postrider", Bearer realm="postrider"'

function refused(reason: string, challenge: string): ApiResponse {
  const headers = { 'www-authenticate': challenge }
  return problem(401, `Unauthorized: ${reason}`, { headers })
}
