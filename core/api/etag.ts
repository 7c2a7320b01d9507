import { createHash } from 'node:crypto'

import { type ApiResponse, textOf } from './operation.ts'

/**
 * A successful response to a read with its entity tag: a hash of the body, after the version where
 * the response has one as its tag, so that the same tag serves `If-Match`.
 */
export function withETag(response: ApiResponse): ApiResponse {
  if (response.status !== 200) return response

  const version = response.headers?.['etag']?.replaceAll('"', '')
  const text = textOf(response) ?? ''
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  const etag = `"${version === undefined ? '' : `${version}-`}${hash}"`
  return { status: 200, headers: { ...response.headers, etag }, text }
}
