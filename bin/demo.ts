import { randomUUID } from 'node:crypto'

import * as z from 'zod'

import { signToken } from '../adapters/sign-in/own-tokens.ts'
import { type Arrival, startReceiver } from './demo-receiver.ts'
import { apiOf, type Call } from './local-api.ts'
import { exitWith, localSettings } from './settings.ts'

/** One of the marketplaces that `npm start` prints sign-ins for. */
const marketplace = 'acme'

/** Identifies the webhook of an earlier demo. */
const description = 'Demo: its receiver listens while npm run demo runs'

const token = 'demo-token'

/** How long the demo waits for anything. */
const patienceMs = 10_000

const Webhook = z.object({ id: z.string(), description: z.string() })
const Resource = z.object({
  type: z.string(),
  sample: z.object({ uuid: z.string(), url: z.string(), content: z.json() }),
})
const Delivery = z.object({ id: z.string(), status: z.string() })

/** `npm run demo`: sends one event through the running router to its own receiver. */
async function main(): Promise<void> {
  const { port, folder } = localSettings()
  const router = `http://127.0.0.1:${port}`
  const call = await apiOf({ url: router, folder }, (key) => signToken(key, marketplace, 'manager'))
  const uuid = randomUUID()
  const receiver = await startReceiver(uuid)
  console.log(`A receiver listens on ${receiver.url}`)
  try {
    const webhook = await webhookTo(receiver.url, call)
    console.log(`The webhook ${webhook} sends company.added there, with a token`)
    await call('POST', '/events', await companyAdded(uuid, call))
    console.log(`The event ${uuid} was published; waiting for its POST`)
    show(await within(receiver.arrival, 'the POST did not arrive'))

    const path = `/deliveries?webhook=${webhook}&event=${uuid}`
    const record = await within(recordAt(path, call), 'the delivery was not recorded')
    console.log(`\nThe record of its delivery:\n${JSON.stringify(record, null, 2)}`)
    console.log(`\nThe page shows both: ${router}/ (sign in as manager@${marketplace})`)
  } finally {
    receiver.close()
  }
}

/** The webhook of an earlier demo, changed to this receiver; or a new one. */
async function webhookTo(url: string, call: Call): Promise<string> {
  const search = encodeURIComponent(description)
  const { items } = list(Webhook).parse(await call('GET', `/webhooks?search=${search}`))
  const found = items.find((webhook) => webhook.description === description)
  const settings = { url, authentication: { type: 'TOKEN', token }, enabled: true }
  if (found !== undefined) {
    await call('PATCH', `/webhooks/${found.id}`, settings)
    return found.id
  }
  const events = { resource: 'COMPANY', actions: ['ADDED'] }
  return Webhook.parse(await call('POST', '/webhooks', { ...events, ...settings, description })).id
}

/** An event with the sample content that the router offers. */
async function companyAdded(uuid: string, call: Call) {
  const { items } = list(Resource).parse(await call('GET', '/resources'))
  const company = items.find(({ type }) => type === 'COMPANY')
  const resource = { type: 'COMPANY', ...company?.sample }
  return { uuid, timestamp: Date.now(), resource, resourceAction: 'ADDED' }
}

function show({ headers, body }: Arrival): void {
  console.log('\nWhat arrived:')
  for (const [name, value] of Object.entries(headers)) console.log(`  ${name}: ${String(value)}`)
  console.log(`\n  ${body}`)
  if (headers['x-appdirect-webhook-token'] !== token) {
    throw new Error('The demo failed: the POST did not carry the token')
  }
}

async function recordAt(path: string, call: Call): Promise<unknown> {
  for (;;) {
    const { items } = list(Delivery).parse(await call('GET', path))
    const [done] = items.filter(({ status }) => status === 'successful')
    if (done !== undefined) return call('GET', `/deliveries/${done.id}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function list<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) })
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
