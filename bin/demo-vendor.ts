import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import * as z from 'zod'

/** What the vendor signs in with, and the router's URL. */
type Client = { key: string; secret: string; router: string }

const Token = z.object({ access_token: z.string() })

/**
 * A vendor on a free port. It reads each event, answers 202, and sends the result a second later.
 * `show` gets a line for each thing that it does.
 */
export async function startVendor(show: (line: string) => void) {
  let client: Client | undefined
  let markSent: () => void = () => undefined
  const sent = new Promise<void>((resolve) => {
    markSent = resolve
  })
  const steps = { show, markSent }
  const server = createServer((request, response) => {
    const eventUrl = new URL(request.url ?? '', 'http://vendor').searchParams.get('url') ?? ''
    show(`The vendor is called: GET ${request.url ?? ''}`)
    const answered = client === undefined ? Promise.resolve() : handle(eventUrl, client, steps)
    void answered.then(() => response.writeHead(202).end('{"success":true}'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/events?url={eventUrl}`,
    signIn: (as: Client) => {
      client = as
    },
    /** Resolves when it has sent a result. */
    sent,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

type Steps = { show: (line: string) => void; markSent: () => void }

async function handle(url: string, client: Client, steps: Steps): Promise<void> {
  const { show } = steps
  const authorization = `Bearer ${await accessToken(client)}`
  const event = await fetch(url, { headers: { authorization, accept: 'application/json' } })
  show(`It reads the event:\n\n  ${await event.text()}\n`)
  show('It answers 202, and provisions the order')
  setTimeout(() => void sendResult(url, authorization, steps), 1000)
}

async function sendResult(
  url: string,
  authorization: string,
  { show, markSent }: Steps,
): Promise<void> {
  const { status } = await fetch(`${url}/result`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ success: true, accountIdentifier: 'account-7' }),
  })
  show(`It sends the result a second later, and gets ${status}`)
  markSent()
}

async function accessToken({ key, secret, router }: Client): Promise<string> {
  const response = await fetch(`${router}/oauth2/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return Token.parse(await response.json()).access_token
}
