import {
  type Parameter,
  percentEncode,
  signatureBaseString,
  signatureOf,
  type SignedRequest,
} from './base-string.ts'

/** What a marketplace and a vendor share. */
type Consumer = { key: string; secret: string }

/** What makes a request unique; `timestamp`: epoch seconds. */
type Once = { nonce: string; timestamp: number }

/** The Authorization header of a request that is signed with two-legged OAuth 1.0; RFC 5849, 3.5.1. */
export function authorizationHeader(
  request: SignedRequest,
  consumer: Consumer,
  once: Once,
): string {
  const pairs = signedParameters(request, consumer, once)
    .map(([name, value]) => `${name}="${percentEncode(value)}"`)
    .join(', ')
  return `OAuth ${pairs}`
}

/** The URL with the signature in its query, for a browser that follows it; RFC 5849, 3.5.3. */
export function signedUrl(request: SignedRequest, consumer: Consumer, once: Once): string {
  const [base = '', query] = request.url.replace(/#.*/s, '').split(/\?(.*)/s)
  const pairs = signedParameters(request, consumer, once).map(
    ([name, value]) => `${name}=${percentEncode(value)}`,
  )
  return `${base}?${[...(query ? [query] : []), ...pairs].join('&')}`
}

function signedParameters(
  request: SignedRequest,
  { key, secret }: Consumer,
  { nonce, timestamp }: Once,
): Parameter[] {
  const parameters: Parameter[] = [
    ['oauth_consumer_key', key],
    ['oauth_nonce', nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(timestamp)],
    ['oauth_version', '1.0'],
  ]
  const baseString = signatureBaseString(request, parameters)
  return [...parameters, ['oauth_signature', signatureOf(baseString, secret)]]
}
