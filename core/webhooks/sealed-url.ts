import { createHash } from 'node:crypto'

import type { SecretContext, Secrets } from '../ports.ts'
import type { Endpoint, EndpointKey } from './endpoint.ts'
import { maskedUrl } from './url-credentials.ts'

/** What a sealed URL belongs to. */
export type UrlContext = SecretContext & { purpose: 'url' }

type OpenSealed = (sealed: string, context: UrlContext) => Promise<string>

type StoredUrl = Pick<Endpoint, 'url' | 'sealedUrl'>

/**
 * The URL as it is stored: if it has credentials, they are masked, and the whole URL is sealed. A URL that
 * did not change stays sealed as before.
 */
export async function sealUrl(
  url: string,
  owner: EndpointKey & StoredUrl,
  seal: Secrets['seal'],
): Promise<StoredUrl> {
  const masked = maskedUrl(url)
  if (masked === url) return { url }

  const digest = digestOf(url)
  if (owner.sealedUrl?.digest === digest) return { url: masked, sealedUrl: owner.sealedUrl }
  return { url: masked, sealedUrl: { sealed: await seal(url, contextOf(owner)), digest } }
}

/** The URL with its credentials. */
export function openUrl(
  endpoint: EndpointKey & StoredUrl,
  open: OpenSealed,
): Promise<string> | string {
  const { url, sealedUrl } = endpoint
  return sealedUrl === undefined ? url : open(sealedUrl.sealed, contextOf(endpoint))
}

/** The endpoint with its URL as it was given. */
export async function withOpenUrl<Of extends EndpointKey & StoredUrl>(
  endpoint: Of,
  open: OpenSealed,
): Promise<Omit<Of, 'sealedUrl'>> {
  const { sealedUrl, ...others } = endpoint
  return { ...others, url: await openUrl(endpoint, open) }
}

/** SHA-256 of the URL with its credentials, in base64url: equal for equal URLs. */
export function urlDigest({ url, sealedUrl }: StoredUrl): string {
  return sealedUrl?.digest ?? digestOf(url)
}

function digestOf(url: string): string {
  return createHash('sha256').update(new URL(url).href).digest('base64url')
}

function contextOf({ marketplace, id }: EndpointKey): UrlContext {
  return { marketplace, endpoint: id, purpose: 'url' }
}
