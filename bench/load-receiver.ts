import { createServer, type Server } from 'node:http'

/**
 * A receiver in a process of its own. It records when each event arrived, in epoch milliseconds, by
 * the first UUID in the body. Messages: `listen` (0 takes a free port), `close`, `report`.
 */
export type ReceiverMessage = { do: 'listen'; port: number } | { do: 'close' } | { do: 'report' }
export type Arrivals = { arrivals: [uuid: string, at: number][] }

const uuidPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/
let arrivals: [string, number][] = []
let server: Server | undefined

function newServer(): Server {
  return createServer((request, response) => {
    const at = performance.timeOrigin + performance.now()
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [uuid = ''] = uuidPattern.exec(Buffer.concat(chunks).toString()) ?? []
      arrivals.push([`${request.url ?? ''} ${uuid}`, at])
      if (request.url?.startsWith('/hang') !== true) response.end()
    })
  })
}

process.on('message', (message: ReceiverMessage) => {
  if (message.do === 'listen') {
    server = newServer()
    server.keepAliveTimeout = 60_000
    server.listen(message.port, '127.0.0.1', () => {
      const address = server?.address()
      process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
    })
  } else if (message.do === 'close') {
    server?.close(() => process.send?.({}))
    server?.closeAllConnections()
  } else {
    process.send?.({ arrivals } satisfies Arrivals)
    arrivals = []
  }
})
process.on('disconnect', () => process.exit(0))
