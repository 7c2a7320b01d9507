import { createHmac } from 'node:crypto'

export type Parameter = readonly [name: string, value: string]

/** A request to sign; `form`: its body, if that is `application/x-www-form-urlencoded`. */
export type SignedRequest = { method: string; url: string; form?: string | undefined }

/**
 * The text that is signed; RFC 5849, 3.4.1. `parameters` are those of the Authorization header; the
 * others are in the request.
 */
export function signatureBaseString(
  { method, url, form = '' }: SignedRequest,
  parameters: readonly Parameter[],
): string {
  const { protocol, host, pathname, searchParams } = new URL(url)
  const all = [...parameters, ...searchParams, ...new URLSearchParams(form)]
  const base = `${protocol}//${host}${pathname}`
  return [method.toUpperCase(), base, normalized(all)].map(percentEncode).join('&')
}

/** The signature in Base64: HMAC-SHA1 under the consumer's secret, without a token; 3.4.2. */
export function signatureOf(baseString: string, secret: string): string {
  return createHmac('sha1', `${percentEncode(secret)}&`)
    .update(baseString)
    .digest('base64')
}

/** Percent-encoding of all but unreserved characters; RFC 5849, 3.6. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** The parameters, encoded and in the order of their bytes, without the signature; 3.4.1.3.2. */
function normalized(parameters: readonly Parameter[]): string {
  return parameters
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([name, value], [other, otherValue]) =>
      name === other ? compared(value, otherValue) : compared(name, other),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

function compared(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
