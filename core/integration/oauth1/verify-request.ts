import { timingSafeEqual } from 'node:crypto'

import { signatureBaseString, signatureOf, type SignedRequest } from './base-string.ts'
import type { OAuth1Parameters } from './read-parameters.ts'

/** How far a timestamp may be from the time of the receiver, in either direction. */
export const windowSeconds = 300

/**
 * Whether the request was signed with this secret. `urls` are the URLs that the sender may have
 * used: behind a proxy, scheme, host and port differ from what arrives here.
 */
export function hasValidSignature(
  { method, urls, form }: Omit<SignedRequest, 'url'> & { urls: readonly string[] },
  { signature, header }: OAuth1Parameters,
  secret: string,
): boolean {
  return urls.some((url) => {
    const baseString = isUrl(url) && signatureBaseString({ method, url, form }, header)
    return baseString !== false && areEqual(signature, signatureOf(baseString, secret))
  })
}

/** Whether a timestamp, in epoch seconds, is recent. A nonce must be remembered as long. */
export function isFreshTimestamp(timestamp: number, now: Date): boolean {
  return Math.abs(now.getTime() / 1000 - timestamp) <= windowSeconds
}

/** In a time that does not depend on where they differ. */
function areEqual(one: string, other: string): boolean {
  const [bytes, others] = [Buffer.from(one), Buffer.from(other)]
  return bytes.length === others.length && timingSafeEqual(bytes, others)
}

/** The Host header of a request may be anything. */
function isUrl(text: string): boolean {
  try {
    return new URL(text).host !== ''
  } catch {
    return false
  }
}
