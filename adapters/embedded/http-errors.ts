import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

import { problem } from '../../core/api/operation.ts'

/** Whether whoever sent the request hung up before all of it was here: nobody waits for an answer. */
export function isHungUp(request: IncomingMessage): boolean {
  return !request.complete && request.errored !== null
}

/** Answers what is no HTTP request, or not all of one, and hangs up. */
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
      return { status: 408, detail: 'Cannot read the request: it did not come in time' }
    default:
      return { status: 400, detail: 'Cannot read the request: it is not HTTP' }
  }
}
