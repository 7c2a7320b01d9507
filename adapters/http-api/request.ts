import type { HonoRequest } from 'hono'

import { type ApiRequest, requestHeaders } from '../../core/api/operation.ts'
import type { RequestHead } from '../../core/manage/manage.ts'

type Head = Omit<RequestHead, 'token'> & {
  /** The query parameters that are given more than once. */
  repeated: readonly string[]
}

/** The parts of a request that its operation reads before the body. */
export function headOf(request: HonoRequest): Head {
  const parameters = request.url.includes('?') ? [...new URL(request.url).searchParams] : []
  const names = parameters.map(([name]) => name)
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  const several = repeated.map((name) => [name, valuesIn(parameters, name)] as const)
  return {
    path: request.path,
    params: request.param(),
    query: Object.fromEntries<string | readonly string[]>([...parameters, ...several]),
    headers: headersOf(request),
    repeated,
  }
}

function valuesIn(parameters: readonly [string, string][], name: string): readonly string[] {
  return parameters.filter(([one]) => one === name).map(([, value]) => value)
}

function headersOf(request: HonoRequest): ApiRequest['headers'] {
  return Object.fromEntries(requestHeaders.map((name) => [name, request.header(name)]))
}
