import type { HonoRequest } from 'hono'

import {
  type ApiRequest,
  type ApiResponse,
  type Operation,
  requestHeaders,
  takesBody,
} from '../../core/api/operation.ts'
import { invalidField, problem } from '../../core/api/problem.ts'
import type { RawRequest } from '../../core/manage/manage.ts'

/** The parts of a request that its operation reads, or a 400 if one of them is invalid. */
export async function readRequest(
  request: HonoRequest,
  operation: Pick<Operation<never>, 'method'>,
): Promise<Omit<RawRequest, 'token'> | ApiResponse> {
  const query = new URL(request.url).searchParams
  const names = [...query.keys()]
  const duplicate = names.find((name, index) => names.indexOf(name) !== index)
  if (duplicate !== undefined) return invalidField('query', duplicate, 'must be given once')

  const text = takesBody(operation) ? decode(await request.arrayBuffer()) : ''
  if (text === undefined) return problem(400, 'Cannot read the body: it is not UTF-8')
  return {
    path: request.path,
    params: request.param(),
    query: Object.fromEntries(query),
    headers: headersOf(request),
    text,
  }
}

function headersOf(request: HonoRequest): ApiRequest['headers'] {
  return Object.fromEntries(requestHeaders.map((name) => [name, request.header(name)]))
}

function decode(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
