import { createHash } from 'node:crypto'

import { type ApiResponse, textOf } from './operation.ts'

/**
 * An answer to a read with its entity tag, or a 304 when the caller has that very answer already
 * (RFC 9110, 13.1.2). A tag that is there tells the version, and what is shown goes behind it.
 */
export function withETag(answer: ApiResponse, ifNoneMatch: string | undefined): ApiResponse {
  if (answer.status !== 200) return answer

  const version = answer.headers?.['etag']?.replaceAll('"', '')
  const hash = createHash('sha256')
    .update(textOf(answer) ?? '')
    .digest('base64url')
  const etag = `"${version === undefined ? '' : `${version}-`}${hash.slice(0, 22)}"`
  const cached = answer.headers?.['cache-control']
  const headers = { etag, ...(cached !== undefined && { 'cache-control': cached }) }
  if (isAmong(ifNoneMatch, etag)) return { status: 304, headers }
  return { ...answer, headers: { ...answer.headers, etag } }
}

/** Weak comparison: whoever compressed the answer on its way may have weakened the tag. */
function isAmong(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  const tags = header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes('*') || tags.includes(etag)
}
