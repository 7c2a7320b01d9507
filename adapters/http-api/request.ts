import type { HonoRequest } from 'hono'

import { type ApiRequest, requestHeaders } from '../../core/api/operation.ts'
import type { RequestHead } from '../../core/manage/manage.ts'

type Head = Omit<RequestHead, 'token'> & {
  /** A query parameter that is given twice, which is ambiguous. */
  duplicate?: string
}

/** The parts of a request that its operation reads before the body. */
export function headOf(request: HonoRequest): Head {
  const parameters = request.url.includes('?') ? [...new URL(request.url).searchParams] : []
  const names = parameters.map(([name]) => name)
  const duplicate = names.find((name, index) => names.indexOf(name) !== index)
  return {
    path: request.path,
    params: request.param(),
    query: Object.fromEntries(parameters),
    headers: headersOf(request),
    ...(duplicate !== undefined && { duplicate }),
  }
}

function headersOf(request: HonoRequest): ApiRequest['headers'] {
  return Object.fromEntries(requestHeaders.map((name) => [name, request.header(name)]))
}
