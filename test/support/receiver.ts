import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

/** A request as received, with its whole body. */
export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string }

/** Answers the request with this number, counted from 1. */
export type Answer = (response: ServerResponse, number: number, request: Received) => void

export type Receiver = {
  url: string
  requests: Received[]
  close: () => Promise<void>
}

/** A real receiver on a free loopback port; by default it answers 200. With a certificate, over TLS. */
export async function startReceiver(
  answer: Answer = (response) => response.end(),
  tls?: ServerOptions,
): Promise<Receiver> {
  const requests: Received[] = []
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    void readWhole(request).then((body) => {
      const { method = '', url: path = '', headers } = request
      const received = { method, path, headers, body }
      requests.push(received)
      answer(response, requests.length, received)
    })
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: async () => {
      server.close()
      server.closeAllConnections()
      if (server.listening) await once(server, 'close')
    },
  }
}

/** Answers with a status and nothing else. */
export function status(code: number): Answer {
  return (response) => {
    response.writeHead(code).end()
  }
}

/** The body of a request, as text. */
export async function readWhole(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
