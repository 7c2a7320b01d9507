import { randomUUID } from 'node:crypto'

import { afterEach, expect } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { type Answer, type Receiver, startReceiver } from '../support/receiver.ts'
import { ask, putEvent, tokenFor } from './account.ts'

/** What a test sets up in the deployed account: it is taken down after each of them. */
const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Sees to it that this is done after the test, the last first. */
export function afterwards(close: () => Promise<unknown>): void {
  closers.push(close)
}

type Asked = Parameters<typeof ask>[2]

let token: Promise<string> | undefined

/** Asks the API as a manager of the marketplace acme. */
export async function asManager(method: string, path: string, options: Asked = {}) {
  token ??= tokenFor('acme', 'manager')
  return ask(method, path, { ...options, token: await token })
}

/** A receiver on loopback, which the trial's setting `allowedHosts` lets the router call. */
export async function listen(answer?: Answer): Promise<Receiver> {
  const receiver = await startReceiver(answer)
  afterwards(receiver.close)
  return receiver
}

/** A receiver that answers with that status until it is healed, and well from then on. */
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

/** The id of a new webhook that wants added subscriptions, with a token unless settings say otherwise. */
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

/** The webhook as the API shows it, as soon as it is like that. */
export function webhookWith(id: string, expected: object) {
  return soon(async () => {
    const { body } = await asManager('GET', `/webhooks/${id}`)
    expect(body).toMatchObject(expected)
    return Shown.parse(body)
  })
}

/**
 * Numbers are whole: the emulator's EventBridge writes details anew, 1e3 as 1000.0, which AWS does
 * not. That they pass as they are is proven by the tests of core/ and of the embedded engine.
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

/** Puts an added subscription on the bus. */
export function subscriptionAdded(event = anEvent()): Promise<void> {
  return putEvent('subscription.added', JSON.stringify(event))
}

/** The first request that the receiver got. */
export function arrival({ requests }: Receiver) {
  return soon(() => {
    const [first] = requests
    if (first === undefined) throw new Error('Nothing has arrived')
    return first
  })
}

const Listed = z.object({ items: z.array(z.looseObject({ id: z.string() })) })

/** The webhook's deliveries of that status, newest first, as soon as there are so many. */
export function deliveriesOf(webhook: string, status: string, count = 1) {
  return soon(async () => {
    const { body } = await asManager('GET', `/deliveries?webhook=${webhook}&status=${status}`)
    const { items } = Listed.parse(body)
    expect(items).toHaveLength(count)
    return items
  })
}

/** The webhook's one delivery of that status, with its attempts. */
export async function deliveryOf(webhook: string, status: string): Promise<{ id: string }> {
  const [{ id } = { id: '' }] = await deliveriesOf(webhook, status)
  const { body } = await asManager('GET', `/deliveries/${id}`)
  return body as { id: string }
}

/** A function's first call here starts a program, beside everything else on a small machine. */
export function soon<T>(check: () => T | Promise<T>): Promise<T> {
  return eventually(check, 60_000)
}
