import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

import type { ApiResponse } from '../../core/api/operation.ts'
import { problem } from '../../core/api/problem.ts'
import { bodyLimitBytes } from '../../core/events/event.ts'
import { isObject } from '../../core/values/is-object.ts'

/** How a body is compressed, by its `Content-Encoding` (RFC 9110, 8.4). */
type ContentCoding = 'gzip' | 'identity'

/** The 415 when it is another one, with those that are supported (RFC 9110, 15.5.16). */
export function contentCodingOf({ headers }: Request): ContentCoding | ApiResponse {
  const named = headers.get('content-encoding')?.trim() ?? ''
  if (/^(identity)?$/i.test(named)) return 'identity'
  return /^(x-)?gzip$/i.test(named) ? 'gzip' : unsupportedCoding
}

/** The text of a body, or the response when it cannot be read. */
export async function textIn(
  body: Uint8Array,
  coding: ContentCoding,
): Promise<string | ApiResponse> {
  const plain = coding === 'gzip' ? await unzipped(body) : body
  return plain instanceof Uint8Array ? decoded(plain) : plain
}

export const tooLarge = problem(
  413,
  `Cannot accept the body: it is larger than ${bodyLimitBytes} bytes`,
)

const unsupportedCoding = problem(
  415,
  'Cannot read the body: its Content-Encoding is not supported; send gzip or identity',
  { headers: { 'accept-encoding': 'gzip, identity' } },
)
const notGzip = problem(400, 'Cannot read the body: it is not gzip, as its Content-Encoding says')
const notText = problem(400, 'Cannot read the body: it is not UTF-8')

const unzip = promisify(gunzip)

/** Stops at the limit, however much the body would become. */
async function unzipped(body: Uint8Array): Promise<Uint8Array | ApiResponse> {
  try {
    return await unzip(body, { maxOutputLength: bodyLimitBytes })
  } catch (error) {
    const isTooLarge = isObject(error) && error['code'] === 'ERR_BUFFER_TOO_LARGE'
    return isTooLarge ? tooLarge : notGzip
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function decoded(bytes: Uint8Array): string | ApiResponse {
  try {
    return utf8.decode(bytes)
  } catch {
    return notText
  }
}
