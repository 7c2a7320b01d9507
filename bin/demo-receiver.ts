import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

import * as z from 'zod'

/** The request that delivered the event. */
export type Arrival = { headers: IncomingHttpHeaders; body: string }

const Event = z.object({ uuid: z.string() })

/** A receiver on a free port, which accepts everything and waits for one event. */
export async function startReceiver(event: string) {
  let resolve: (arrival: Arrival) => void
  const arrival = new Promise<Arrival>((resolver) => (resolve = resolver))
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      response.end('thank you')
      if (Event.parse(JSON.parse(body)).uuid === event) resolve({ headers: request.headers, body })
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/demo`,
    arrival,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
