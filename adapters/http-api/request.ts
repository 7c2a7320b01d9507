import type { HonoRequest } from 'hono'

import { type ApiRequest, requestHeaders } from '../../core/api/operation.ts'
import { invalidField } from '../../core/api/problem.ts'
import type { ApiResponse } from '../../core/api/operation.ts'
import type { RequestHead } from '../../core/manage/manage.ts'

/** The parts of a request that its operation reads before the body. */
export function headOf(request: HonoRequest): Omit<RequestHead, 'token'> {
  return {
    path: request.path,
    params: request.param(),
    query: Object.fromEntries(new URL(request.url).searchParams),
    headers: headersOf(request),
  }
}

/** The 400 for a query parameter that is given twice. */
export function duplicateIn(request: HonoRequest): ApiResponse | undefined {
  const names = [...new URL(request.url).searchParams.keys()]
  const duplicate = names.find((name, index) => names.indexOf(name) !== index)
  return duplicate === undefined
    ? undefined
    : invalidField('query', duplicate, 'must be given once')
}

function headersOf(request: HonoRequest): ApiRequest['headers'] {
  return Object.fromEntries(requestHeaders.map((name) => [name, request.header(name)]))
}

/** The text of a body; undefined when it is not UTF-8. */
export function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
