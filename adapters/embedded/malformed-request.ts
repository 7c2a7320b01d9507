import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

import { type ApiResponse, textOf } from '../../core/api/operation.ts'
import { problem } from '../../core/api/problem.ts'

/** Whether the client hung up before its request was complete: no response is expected. */
export function isHungUp(request: Pick<IncomingMessage, 'complete' | 'errored'>): boolean {
  return !request.complete && request.errored !== null
}

/** Sends a problem, with the headers that are already set on the response. */
export function sendProblem(response: ServerResponse, answer: ApiResponse): void {
  const body = textOf(answer) ?? ''
  response.setHeader('cache-control', 'no-store')
  response.setHeader('content-length', Buffer.byteLength(body))
  response.writeHead(answer.status, { ...answer.headers }).end(body)
}

/** Responds to a malformed or incomplete HTTP request, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { status, detail } = parseErrorOf(error.code)
  const { headers, body } = problem(status, detail)
  const text = JSON.stringify(body)
  const lines = Object.entries({
    ...headers,
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${text}`)
}

function parseErrorOf(code: string | undefined): { status: number; detail: string } {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { status: 431, detail: 'Cannot read the request: its headers are larger than 16 KiB' }
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { status: 408, detail: 'Cannot read the request: it did not arrive in time' }
    case 'HPE_INVALID_METHOD':
      return { status: 400, detail: 'Cannot read the request: its method is unknown' }
    default:
      return { status: 400, detail: 'Cannot read the request: it is not HTTP' }
  }
}
