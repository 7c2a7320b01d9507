import { createHash } from 'node:crypto'

import { type ApiResponse, textOf } from './operation.ts'

/**
 * Adds the entity tag to a successful response to a read: a hash of the body. If the response has a
 * version as its tag, that precedes the hash, so that the same tag serves `If-Match`.
 */
export function withETag(response: ApiResponse): ApiResponse {
  if (response.status !== 200) return response

  const version = response.headers?.['etag']?.replaceAll('"', '')
  const text = textOf(response) ?? ''
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  const etag = `"${version === undefined ? '' : `${version}-`}${hash}"`
  return { status: 200, headers: { ...response.headers, etag }, text }
}
