import { describe, expect, it } from '@jest/globals'

import { catalogue, eventType } from '../../../core/events/catalogue.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { detailOf, eventLimitBytes, notificationOf } from '../../../core/events/event.ts'
import { withoutCardData } from '../../../core/events/card-data.ts'
import { testEvent } from '../../../core/manage/test-event.ts'
import { sampleOf } from '../../../core/events/samples.ts'
import { aCall, anAttempt, aWebhook, noon, uuidOf } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const secondsAfterNoon = ({ now }: { now: Date }) => (now.getTime() - noon.getTime()) / 1000

/** A management API whose router makes the attempt after this many reads of the delivery. */
function aWorld(reads: number, webhook = aWebhook()) {
  let left = reads
  const world: ReturnType<typeof aManagement> = aManagement({
    webhooks: [webhook],
    ports: {
      findDelivery: (_, id) => {
        left -= 1
        const found = world.deliveries.find((delivery) => delivery.id === id)
        return Promise.resolve(found && left <= 0 ? { ...found, ...delivered } : found)
      },
    },
  })
  return world
}

const outcome = { kind: 'delivered', status: 200 } as const
const delivered: Partial<Delivery> = {
  status: 'successful',
  attempts: [anAttempt(1, { outcome, exchange: aCall() })],
}

describe('POST /webhooks/{id}/test', () => {
  it('sends a sample on the path of every event, and returns the result', async () => {
    const world = aWorld(3)

    const answer = await world.ask('POST /webhooks/webhook-1/test')

    const [delivery] = world.deliveries
    expect(world.waiting.sent).toMatchObject([
      {
        number: 1,
        enclosed: { delivery: { id: delivery?.id, status: 'pending' } },
        isRequested: true,
      },
    ])
    expect(delivery).toMatchObject({ isTest: true, event: { uuid: uuidOf(4711) } })
    expect(await world.waiting.ports.findEvent('acme', uuidOf(4711))).toMatchObject({
      resource: { type: 'SUBSCRIPTION', content: expect.stringContaining('"ACTIVE"') as unknown },
      resourceAction: 'ADDED',
    })
    expect(answer).toMatchObject({
      status: 200,
      headers: { location: `/deliveries/${delivery?.id ?? ''}` },
    })
    expect(bodyOf(answer)).toMatchObject({
      status: 'successful',
      isTest: true,
      attempts: [{ outcome: 'delivered', durations: aCall().durations, response: {} }],
    })
  })

  it.each([
    [undefined, 25],
    [3, 8],
    [30, 25],
  ])(
    'answers 202 when a receiver with a limit of %s s takes longer than %d s',
    async (limit, max) => {
      const world = aWorld(Infinity, aWebhook(limit ? { timeLimitSeconds: limit } : {}))

      const answer = await world.ask('POST /webhooks/webhook-1/test')

      expect(answer.status).toBe(202)
      expect(bodyOf(answer)).toMatchObject({ status: 'pending', attempts: [] })
      expect(secondsAfterNoon(world)).toBeLessThanOrEqual(max)
      expect(secondsAfterNoon(world)).toBeGreaterThan(max - 1)
    },
  )

  it('sends the requested event type, and the content verbatim', async () => {
    const world = aWorld(1)
    const text = '{"event":"subscription.changed","content":{"10":1.0,"id":12345678901234567890}}'

    await world.ask('POST /webhooks/webhook-1/test', { text })

    expect(await world.waiting.ports.findEvent('acme', uuidOf(4711))).toMatchObject({
      resource: { content: '{"10":1.0,"id":12345678901234567890}' },
      resourceAction: 'CHANGED',
    })
  })

  it.each<[string, Parameters<ReturnType<typeof aWorld>['ask']>[1], number]>([
    ['an event type that is none', { body: { event: 'subscription.exploded' } }, 400],
    ['what it does not know', { body: { contents: {} } }, 400],
    ['an unknown webhook', { marketplace: 'other' }, 404],
    ['a viewer', { role: 'viewer' }, 403],
  ])('rejects %s, and sends nothing', async (_, asked, status) => {
    const world = aWorld(1)

    const answer = await world.ask('POST /webhooks/webhook-1/test', asked)

    expect(answer.status).toBe(status)
    expect(world.waiting.sent).toEqual([])
  })

  it('sends no event larger than the limit of published ones', async () => {
    const verdicts = new Set<string>()

    for (let left = 0; left <= 400; left += 20) {
      const world = aWorld(1)
      const content = 'x'.repeat(eventLimitBytes - 14 - left)
      const { status } = await world.ask('POST /webhooks/webhook-1/test', { body: { content } })
      const event = await world.waiting.ports.findEvent('acme', uuidOf(4711))
      const bytes = event === undefined ? 0 : Buffer.byteLength(detailOf(event))
      verdicts.add(`${status} ${bytes <= eventLimitBytes}`)
    }

    expect(verdicts).toEqual(new Set(['413 true', '200 true']))
  })

  it('reports that an event of a removal has no content', async () => {
    const world = aWorld(1, aWebhook({ events: ['subscription.removed'] }))

    const body = { content: { a: 1 } }
    const answer = await world.ask('POST /webhooks/webhook-1/test', { body })

    expect(bodyOf(answer)).toMatchObject({ status: 400, errors: [{ path: 'content' }] })
    expect(world.waiting.sent).toEqual([])
  })

  it.each(['reseller_registrant.changed', 'order.*', 'ADDED', '', 1])(
    'rejects the event type %j',
    async (event) => {
      const world = aWorld(1)

      const answer = await world.ask('POST /webhooks/webhook-1/test', { body: { event } })

      expect(bodyOf(answer)).toMatchObject({ status: 400, errors: [{ path: 'event' }] })
    },
  )

  it.each([
    [{}, 'ORDER CHANGED'],
    [{ event: 'Subscription.Deleted' }, 'SUBSCRIPTION REMOVED'],
  ])('sends for the body %j to a webhook of several resources: %s', async (body, sent) => {
    const world = aWorld(1, aWebhook({ events: ['user.*', 'order.changed'] }))

    await world.ask('POST /webhooks/webhook-1/test', { body })

    const [event] = world.deliveries.map((delivery) => delivery.event)
    expect(`${event?.resource.type ?? ''} ${event?.resourceAction ?? ''}`).toBe(sent)
  })
})

describe('sampleOf()', () => {
  it.each(
    catalogue.flatMap(({ type, actions }) => actions.map((action) => [type, action] as const)),
  )('creates an event of %s %s', (resource, action) => {
    const ports = { newUuid: () => uuidOf(1), now: () => noon }

    const event = testEvent(aWebhook({ events: [eventType(resource, action)] }), {}, ports)

    if ('status' in event) throw new Error(JSON.stringify(event.body))
    expect(JSON.parse(notificationOf(event))).toMatchObject({
      resource: { type: resource },
      resourceAction: action,
    })
  })

  it.each(catalogue.map(({ type }) => type))('has no card data in a %s', (type) => {
    const content = JSON.stringify(sampleOf(type).content)

    expect(withoutCardData(content)).toBe(content)
  })
})
