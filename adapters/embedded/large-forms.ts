import type { IncomingMessage, ServerResponse } from 'node:http'

import type { ApiResponse } from '../../core/api/operation.ts'
import { problem } from '../../core/api/problem.ts'
import { sendProblem } from './malformed-request.ts'

/** Enough for every form of the sign-in. */
const maxBodyBytes = 16_384

/** Refuses a body that no form of the sign-in has; whether it did. */
export function refuseLargeForm(request: IncomingMessage, response: ServerResponse): boolean {
  const refusal = refusalOf(request)
  if (refusal === undefined) return false
  response.setHeader('connection', 'close')
  sendProblem(response, refusal)
  return true
}

/** A body of unknown length may come in pieces that take a hundred times their size. */
function refusalOf({ headers }: IncomingMessage): ApiResponse | undefined {
  if (headers['transfer-encoding'] !== undefined) {
    return problem(411, 'Cannot read the body: its Content-Length is missing')
  }
  if (Number(headers['content-length'] ?? 0) <= maxBodyBytes) return undefined
  return problem(413, `Cannot accept the body: it is larger than ${maxBodyBytes} bytes`)
}
