import { randomUUID } from 'node:crypto'

import { afterEach, expect } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { type Answer, type Receiver, startReceiver } from '../support/receiver.ts'
import { ask, putEvent, tokenFor } from './account.ts'

/** What a test creates in the deployed account. It is cleaned up after each test. */
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Registers a cleanup; cleanups run after the test, the last one first. */
export function afterwards(close: () => Promise<unknown>): void {
  closers.push(close)
}

type Asked = Parameters<typeof ask>[2]

let token: Promise<string> | undefined

/** Calls the API as a manager of the marketplace acme. */
export async function asManager(method: string, path: string, options: Asked = {}) {
  token ??= tokenFor('acme', 'manager')
  return ask(method, path, { ...options, token: await token })
}

/** A receiver on loopback, which the deployment's setting `allowedHosts` permits. */
export async function listen(answer?: Answer): Promise<Receiver> {
  const receiver = await startReceiver(answer)
  afterwards(receiver.close)
  return receiver
}

/** A receiver that responds with this status until it is healed, and with success from then on. */
export function aPatient(illness: number): { answer: Answer; heal: () => void } {
  let code = illness
  return {
    answer: (response) => {
      response.writeHead(code).end()
    },
    heal: () => {
      code = 200
    },
  }
}

/** The id of a new webhook for added subscriptions, with a token unless the settings differ. */
export async function setUpWebhook({ url }: Receiver, settings: object = {}): Promise<string> {
  const { status, body } = await asManager('POST', '/webhooks', {
    body: {
      url: `${url}/hook`,
      resource: 'SUBSCRIPTION',
      actions: ['ADDED'],
      authentication: { type: 'TOKEN', token: 't0ken of the receiver' },
      ...settings,
    },
  })
  expect(status).toBe(201)
  expect(JSON.stringify(body)).not.toContain('t0ken')
  const { id } = z.object({ id: z.string() }).parse(body)
  afterwards(() => asManager('DELETE', `/webhooks/${id}`))
  return id
}

const Shown = z.looseObject({
  version: z.int(),
  disabled: z.unknown().optional(),
  health: z.looseObject({ nextProbeAt: z.iso.datetime().optional() }),
})

/** The webhook from the API, once it matches. */
export function webhookWith(id: string, expected: object) {
  return soon(async () => {
    const { body } = await asManager('GET', `/webhooks/${id}`)
    expect(body).toMatchObject(expected)
    return Shown.parse(body)
  })
}

/**
 * Integers only: unlike AWS, the emulator's EventBridge rewrites details, such as 1e3 to 1000.0.
 * The tests of core/ and of the embedded engine prove that numbers pass unchanged.
 */
export function anEvent() {
  return {
    marketplace: 'acme',
    uuid: randomUUID(),
    timestamp: 1_763_719_200_000,
    resource: {
      type: 'SUBSCRIPTION',
      uuid: randomUUID(),
      url: 'https://marketplace.example.com/api/billing/v1/subscriptions/1',
      content: { status: 'ACTIVE', parent: null, seats: 12, name: 'Zoë & Søn' },
    },
    resourceAction: 'ADDED',
  }
}

/** Publishes an added subscription on the bus. */
export function subscriptionAdded(event = anEvent()): Promise<void> {
  return putEvent('subscription.added', JSON.stringify(event))
}

/** The receiver's first request. */
export function arrival({ requests }: Receiver) {
  return soon(() => {
    const [first] = requests
    if (first === undefined) throw new Error('Nothing has arrived')
    return first
  })
}

const Listed = z.object({ items: z.array(z.looseObject({ id: z.string() })) })

/** The webhook's deliveries with this status, newest first, once there are this many. */
export function deliveriesOf(webhook: string, status: string, count = 1) {
  return soon(async () => {
    const { body } = await asManager('GET', `/deliveries?webhook=${webhook}&status=${status}`)
    const { items } = Listed.parse(body)
    expect(items).toHaveLength(count)
    return items
  })
}

/** The webhook's only delivery with this status, with its attempts. */
export async function deliveryOf(webhook: string, status: string): Promise<{ id: string }> {
  const [{ id } = { id: '' }] = await deliveriesOf(webhook, status)
  const { body } = await asManager('GET', `/deliveries/${id}`)
  return body as { id: string }
}

/**
 * A function's first invocation here starts a process, on a small machine that runs everything else
 * too.
 */
export function soon<T>(check: () => T | Promise<T>): Promise<T> {
  return eventually(check, 60_000)
}
