import { expect, it } from '@jest/globals'

import { fanOut } from '../../../core/fan-out/fan-out.ts'
import { lineOf } from '../../../core/events/unwanted.ts'
import { fanOutEvent } from '../../../lambdas/fan-out.ts'
import { anEvent, aWebhook, noon, uuidOf } from '../../support/builders.ts'
import { aWorld, type Given } from '../../support/world.ts'

const changed = aWebhook({ id: 'webhook-1', events: ['subscription.changed', 'order.*'] })
const filter = '{"resource":{"content":{"status":["SUSPENDED"]}}}'
const filtered = aWebhook({ id: 'webhook-2', filter })

it.each<[string, NonNullable<Given['webhooks']>, object]>([
  ['there is none', [], { reason: 'resource', webhookCount: 0, webhooks: [] }],
  [
    'all have other resources',
    [aWebhook({ events: ['order.*'] })],
    { reason: 'resource', webhookCount: 0, webhooks: [] },
  ],
  [
    'those with its resource have other actions',
    [changed, aWebhook({ id: 'webhook-3', events: ['user.*'] })],
    { reason: 'action', webhookCount: 1, webhooks: ['webhook-1'] },
  ],
  [
    'the filters of those with its action do not match it',
    [changed, filtered],
    { reason: 'filter', webhookCount: 1, webhooks: ['webhook-2'] },
  ],
  [
    'there are more than are named',
    Array.from({ length: 7 }, (_, number) =>
      aWebhook({
        id: `webhook-${number}`,
        url: `https://example.com/${number}`,
        events: ['subscription.changed', 'subscription.removed'],
      }),
    ),
    {
      reason: 'action',
      webhookCount: 7,
      webhooks: ['webhook-0', 'webhook-1', 'webhook-2', 'webhook-3', 'webhook-4'],
    },
  ],
])('fanOut() says why no webhook wants the event when %s', async (_, webhooks, unwanted) => {
  const world = aWorld({ webhooks })

  const made = await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

  expect(made).toMatchObject({ deliveries: [], unwanted })
})

it.each([
  ['it has a delivery', aWebhook()],
  ['the only webhook that wants it is disabled', aWebhook({ enabled: false })],
])('fanOutEvent() stores no line of the event when %s', async (_, webhook) => {
  const { ports } = aWorld({ webhooks: [webhook] })

  await fanOutEvent(anEvent(), { source: 'bus-1' }, { ...ports, log: () => undefined })

  expect(await ports.findUnwanted('acme', uuidOf(1))).toBeUndefined()
})

it('fanOutEvent() stores a line of an event that no webhook wants, and logs the reason', async () => {
  const { ports } = aWorld({ webhooks: [changed] })
  const lines: object[] = []
  const event = anEvent({ resource: { content: '{"card":1}' } })

  await fanOutEvent(event, { source: 'bus-1' }, { ...ports, log: (line) => lines.push(line) })

  expect(await ports.findUnwanted('acme', uuidOf(1))).toEqual({
    event: lineOf(event),
    acceptedAt: noon.toISOString(),
    unwanted: { reason: 'action', webhookCount: 1, webhooks: ['webhook-1'] },
  })
  expect(lines).toMatchObject([{ message: 'fanned out', deliveries: 0, unwanted: 'action' }])
})

it('fanOutEvent() fans the event out although its line cannot be stored, and logs that', async () => {
  const { ports } = aWorld()
  const lines: object[] = []
  const storeUnwanted = () => Promise.reject(new Error('Throttled'))

  const fannedOut = await fanOutEvent(
    anEvent(),
    { source: 'bus-1' },
    { ...ports, storeUnwanted, log: (line) => lines.push(line) },
  )

  expect(fannedOut).toBeUndefined()
  expect(lines).toMatchObject([
    {
      level: 'WARN',
      message: 'Cannot store the line of an event that no webhook wanted: Error: Throttled',
      event: uuidOf(1),
    },
    { message: 'fanned out', deliveries: 0 },
  ])
})
