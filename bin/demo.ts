import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

import * as z from 'zod'

import { existingKeyFile } from '../adapters/common/key-file.ts'
import { signToken, tokenKeyName } from '../adapters/sign-in/own-tokens.ts'
import { subscriptionAdded } from './demo-event.ts'
import { exitWith, settings } from './settings.ts'

const marketplace = 'demo'
const token = 'demo-token'

/** How long the demo waits for anything. */
const patienceMs = 10_000

const Created = z.object({ id: z.string() })
const Listed = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) })

/** `npm run demo`: one event through the running router, to a receiver of its own. */
async function main(): Promise<void> {
  const call = await apiOf(settings())
  const { server, url, arrival } = await startReceiver()
  console.log(`A receiver listens on ${url}`)

  const webhook = Created.parse(
    await call('POST', '/webhooks', {
      url,
      resource: 'SUBSCRIPTION',
      actions: ['ADDED'],
      authentication: { type: 'TOKEN', token },
      description: 'Demo',
    }),
  )
  console.log(`The webhook ${webhook.id} sends subscription.added there, with a token`)
  try {
    await call('POST', '/events', subscriptionAdded)
    console.log('An event was published; waiting for its POST')
    show(await within(arrival, 'the POST did not arrive'))
    const record = await within(recordOf(webhook.id, call), 'the delivery was not recorded')
    console.log('\nThe record of its delivery:')
    console.log(JSON.stringify(record, null, 2))
  } finally {
    await call('DELETE', `/webhooks/${webhook.id}`)
    server.close()
    server.closeAllConnections()
  }
}

type Arrival = { headers: IncomingHttpHeaders; body: string }
type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

function show({ headers, body }: Arrival): void {
  console.log('\nWhat arrived:')
  for (const [name, value] of Object.entries(headers)) console.log(`  ${name}: ${String(value)}`)
  console.log(`\n  ${body}`)
  if (headers['x-appdirect-webhook-token'] !== token) {
    throw new Error('The demo failed: the POST did not carry the token')
  }
}

async function startReceiver(): Promise<{
  server: Server
  url: string
  arrival: Promise<Arrival>
}> {
  const server = createServer()
  const arrival = new Promise<Arrival>((resolve, reject) => {
    server.on('request', (request, response) => {
      request.toArray().then((chunks) => {
        response.end('thank you')
        resolve({ headers: request.headers, body: Buffer.concat(chunks as Buffer[]).toString() })
      }, reject)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo`, arrival }
}

async function recordOf(webhook: string, call: Call): Promise<unknown> {
  for (;;) {
    const { items } = Listed.parse(await call('GET', `/deliveries?webhook=${webhook}`))
    const done = items.find(({ status }) => status === 'successful')
    if (done !== undefined) return call('GET', `/deliveries/${done.id}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function apiOf({ port, folder }: ReturnType<typeof settings>): Promise<Call> {
  const url = `http://127.0.0.1:${port}`
  const unreachable = `Cannot reach the router on ${url}: start it with npm start`
  const key = await existingKeyFile(folder, tokenKeyName).catch((cause: unknown) => {
    throw new Error(unreachable, { cause })
  })
  const bearer = await signToken(key, marketplace, 'manager')

  return async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Error(unreachable, { cause })
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`The demo failed: ${method} ${path} answered ${text}`)
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  }
}

function within<T>(promise: Promise<T>, otherwise: string): Promise<T> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => {
      reject(new Error(`The demo failed: ${otherwise} in ${patienceMs / 1000} s`))
    }, patienceMs).unref()
  })
  return Promise.race([promise, late])
}

main().then(() => process.exit(0), exitWith)
