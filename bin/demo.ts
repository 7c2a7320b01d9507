import { randomUUID } from 'node:crypto'

import { signToken } from '../adapters/sign-in/own-tokens.ts'
import type { Postrider, Schemas } from '../client/postrider.ts'
import { endWithReader } from './closed-pipe.ts'
import { demoIntegration } from './demo-integration.ts'
import { type Arrival, startReceiver } from './demo-receiver.ts'
import { apiOf, dataOf } from './local-api.ts'
import { exitWith, localSettings } from './settings.ts'

/** One of the marketplaces that `npm start` prints sign-ins for. */
const marketplace = 'acme'

/** Identifies the webhook of an earlier demo. */
const description = 'Demo: its receiver listens while npm run demo runs'

const token = 'demo-token'

/** How long the demo waits for anything. */
const patienceMs = 10_000

/**
 * `npm run demo`: sends one event through the running router to its own receiver. `npm run demo --
 * integration`: orders a product of its own vendor.
 */
async function main(): Promise<void> {
  const { port, folder } = localSettings()
  const router = `http://127.0.0.1:${port}`
  const api = await apiOf({ url: router, folder }, (key) => signToken(key, marketplace, 'manager'))
  if (process.argv[2] === 'integration') return demoIntegration(api, router)
  const uuid = randomUUID()
  const receiver = await startReceiver(uuid)
  console.log(`A receiver listens on ${receiver.url}`)
  try {
    const webhook = await webhookTo(receiver.url, api)
    console.log(`The webhook ${webhook} sends company.added there, with a token`)
    await dataOf(api.POST('/events', { body: await companyAdded(uuid, api) }))
    console.log(`The event ${uuid} was published; waiting for its POST`)
    show(await within(receiver.arrival, 'the POST did not arrive'))

    const record = await within(
      recordOf({ webhook, event: uuid }, api),
      'the delivery was not recorded',
    )
    console.log(`\nThe record of its delivery:\n${JSON.stringify(record, null, 2)}`)
    console.log(`\nThe page shows both: ${router}/ (sign in as manager@${marketplace})`)
  } finally {
    receiver.close()
  }
}

/** The webhook of an earlier demo, changed to this receiver; or a new one. */
async function webhookTo(url: string, api: Postrider): Promise<string> {
  const query = { search: description }
  const { items } = await dataOf(api.GET('/webhooks', { params: { query } }))
  const found = items.find((webhook) => webhook.description === description)
  const settings = { url, authentication: { type: 'TOKEN' as const, token }, enabled: true }
  if (found !== undefined) {
    const params = { path: { id: found.id }, header: { 'If-Match': '*' } }
    await dataOf(api.PATCH('/webhooks/{id}', { params, body: settings }))
    return found.id
  }
  const body = { events: ['company.added'], ...settings, description }
  return (await dataOf(api.POST('/webhooks', { body }))).id
}

/** An event with the sample content that the router offers. */
async function companyAdded(uuid: string, api: Postrider): Promise<Schemas['Event']> {
  const { items } = await dataOf(api.GET('/resources'))
  const company = items.find(({ type }) => type === 'COMPANY')
  if (company === undefined) throw new Error('The demo failed: the router has no resource COMPANY')
  const resource = { type: company.type, ...company.sample }
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

type Sent = { webhook: string; event: string }

async function recordOf({ webhook, event }: Sent, api: Postrider): Promise<Schemas['Delivery']> {
  const query = { webhook: [webhook], event: [event] }
  for (;;) {
    const { items } = await dataOf(api.GET('/deliveries', { params: { query } }))
    const done = items.find(({ status }) => status === 'successful')
    if (done !== undefined) {
      return dataOf(api.GET('/deliveries/{id}', { params: { path: { id: done.id } } }))
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
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

endWithReader()
main().then(() => process.exit(0), exitWith)
