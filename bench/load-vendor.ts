import { createServer } from 'node:http'

/**
 * A vendor in a process of its own: for each call it reads the event, and answers when it has. Messages:
 * the access token of its client; `report`, which resolves with how many events it has answered, and
 * when it answered the last one, in epoch milliseconds.
 */
export type VendorMessage = { do: 'listen'; token: string } | { do: 'report' }
export type VendorReport = { answered: number; lastAt: number }

let answered = 0
let lastAt = 0

async function answer(path: string, token: string): Promise<string> {
  const eventUrl = new URL(path, 'http://vendor').searchParams.get('eventUrl') ?? ''
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const response = await fetch(eventUrl, { headers })
  await response.json()
  return JSON.stringify({ success: response.ok, accountIdentifier: 'account-1' })
}

process.on('message', (message: VendorMessage) => {
  if (message.do === 'report') {
    process.send?.({ answered, lastAt } satisfies VendorReport)
    return
  }
  const server = createServer((request, response) => {
    void answer(request.url ?? '', message.token).then((body) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body)
      answered += 1
      lastAt = performance.timeOrigin + performance.now()
    })
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    process.send?.({ port: typeof address === 'object' ? address?.port : 0 })
  })
})
process.on('disconnect', () => process.exit(0))
