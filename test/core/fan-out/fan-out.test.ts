import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import type { DeliveryMessage } from '../../../core/deliveries/delivery-message.ts'
import { fanOut } from '../../../core/fan-out/fan-out.ts'
import {
  aDelivery,
  afterNoon,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  firstMessage,
  noon,
  uuidOf,
} from '../../support/builders.ts'
import { madeBy } from '../../support/fan-out.ts'
import { run } from '../../support/run.ts'
import { Crash } from '../../support/watched.ts'
import { aWorld } from '../../support/world.ts'

describe('fanOut()', () => {
  it('creates one delivery for each matching webhook, and queues its first attempt', async () => {
    const world = aWorld({
      webhooks: [
        aWebhook({ id: 'webhook-1' }),
        aWebhook({
          id: 'webhook-2',
          events: ['order.*', 'subscription.removed', 'subscription.added'],
        }),
        aWebhook({ id: 'other-action', events: ['subscription.changed'] }),
        aWebhook({ id: 'other-resource', events: ['user.*'] }),
        aWebhook({ id: 'webhook-3', events: ['*'] }),
        aWebhook({ id: 'other-marketplace', marketplace: 'other' }),
      ],
    })

    const made = await madeBy(anEvent(), { source: 'bus-1' }, world.ports)

    const deliveries = ['webhook-1', 'webhook-2', 'webhook-3'].map((webhook) =>
      aDelivery({ endpoint: webhook }),
    )
    expect(made).toEqual(deliveries)
    expect(world.deliveries).toEqual(deliveries)
    expect(world.messages).toEqual(deliveries.map((delivery) => queued(firstMessage(delivery))))
    expect(deliveries[0]).toMatchObject({ createdAt: noon.toISOString(), revision: 0 })
  })

  it('stores the event when a webhook matches', async () => {
    const world = aWorld({ webhooks: [aWebhook()] })

    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    expect(world.events).toEqual([anEvent()])
  })

  it('stores and queues nothing when no webhook matches', async () => {
    const world = aWorld({ webhooks: [aWebhook({ events: ['subscription.removed'] })] })

    const made = await madeBy(anEvent(), { source: 'bus-1' }, world.ports)

    expect(made).toEqual([])
    expect(world).toMatchObject({ messages: [], events: [], deliveries: [] })
  })

  it('stores a skipped delivery and its event, but queues no message, when the webhook is disabled', async () => {
    const world = aWorld({ webhooks: [aWebhook({ enabled: false })] })

    const made = await madeBy(anEvent(), { source: 'bus-1' }, world.ports)

    expect(made).toEqual([])
    expect(world.delivery).toEqual(aDelivery({ status: 'skipped' }))
    expect(world.messages).toEqual([])
    expect(world.events.length).toBe(1)
  })

  it('queues only after the event is stored with its deliveries', async () => {
    const world = aWorld({ webhooks: [aWebhook()] })
    let there: unknown
    world.hooks.once('before', 'queueDeliveries', () => {
      there = world.deliveries
    })

    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    expect(there).toEqual([aDelivery()])
  })

  it.each(['findRoutes', 'storeEvent', 'listUnderResource', 'queueDeliveries'])(
    'completes the unfinished work when %s failed and the same bus message is redelivered',
    async (port) => {
      const world = aWorld({ webhooks: [aWebhook({ id: 'a' }), aWebhook({ id: 'b' })] })
      world.hooks.once('before', port, () => {
        throw new Crash(port)
      })

      await expect(fanOut(anEvent(), { source: 'bus-1' }, world.ports)).rejects.toThrow(Crash)
      world.advance(60)
      await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

      expect(world.underResource('subscription-1')).toBe(1)
      expect(world.events.length).toBe(1)
      expect(world.messages.slice(-2)).toMatchObject([{ endpoint: 'a' }, { endpoint: 'b' }])
    },
  )

  it.each<[string, Partial<Parameters<typeof anEvent>[0]>, boolean]>([
    ['about another resource type', { resource: { type: 'ORDER', uuid: uuidOf(7) } }, false],
    ['about another resource', { resource: { type: 'SUBSCRIPTION', uuid: 'other' } }, false],
    ['with another action', { resourceAction: 'CHANGED' }, false],
    ['with other content', { resource: { content: '{"id":"subscription-1"}' } }, false],
    ['with another url', { resource: { url: '/api/1' } }, false],
    ['a test', { test: true }, false],
    ['the same, with another timestamp', { timestamp: 1 }, true],
    ['the same, with another trace', { traceparent: 'x' }, true],
    ['the same, with its uuid in capitals', { uuid: uuidOf(1).toUpperCase() }, true],
  ])(
    'knows an event with the uuid of a stored one that is %s: %j, %s',
    async (_, other, isKnown) => {
      const world = aWorld({ webhooks: [aWebhook({ events: ['*'] })] })
      await fanOut(anEvent(other), { source: 'bus-1' }, world.ports)

      const made = await madeBy(anEvent(), { source: 'bus-2' }, world.ports)

      expect(made).toEqual(isKnown ? [] : 'uuid taken')
      expect(world.events).toHaveLength(1)
    },
  )

  it('sends the first content when its bus message is repeated with other content', async () => {
    const first = anEvent({ resource: { ...anEvent().resource, content: '{"seats":1}' } })
    const again = anEvent({ resource: { ...anEvent().resource, content: '{"seats":2}' } })
    const world = aWorld({ webhooks: [aWebhook()] })
    await fanOut(first, { source: 'bus-1' }, world.ports)

    await fanOut(again, { source: 'bus-1' }, world.ports)

    const resource = { content: '{"seats":1}' }
    expect(world.messages).toMatchObject([
      { enclosed: { event: { resource } } },
      { enclosed: { event: { resource } }, isRedelivered: true },
    ])
  })

  it('continues with the webhooks of the first time when its bus message is repeated', async () => {
    const world = aWorld({ webhooks: [aWebhook({ id: 'a' }), aWebhook({ id: 'b' })] })
    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)
    world.takeWebhook({ marketplace: 'acme', id: 'b' })

    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    expect(world.messages.slice(2)).toMatchObject([{ endpoint: 'a' }, { endpoint: 'b' }])
  })

  it('keeps the delivery of the first event when another one has its uuid', async () => {
    const world = aWorld({ webhooks: [aWebhook()] })
    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    const other = anEvent({ resource: { type: 'SUBSCRIPTION', uuid: 'other' } })
    const made = await madeBy(other, { source: 'bus-2' }, world.ports)

    expect(made).toBe('uuid taken')
    expect(world.delivery).toEqual(aDelivery())
    expect(world.messages).toHaveLength(1)
  })

  it('sends the stored event when the same bus message is redelivered', async () => {
    const world = aWorld({ webhooks: [aWebhook()] })

    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)
    world.advance(60)
    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    expect(world.messages).toEqual([
      queued(firstMessage()),
      queued({ ...firstMessage(), isRedelivered: true }),
    ])
    expect(world.delivery).toEqual(aDelivery())
  })

  it.each([
    ['is being attempted', aDelivery({ leasedUntil: afterNoon(90) })],
    ['waits', aWaitingDelivery(1, 300)],
    ['was delivered', aDelivery({ status: 'successful' })],
    ['has failed', aDelivery({ status: 'failed', revision: 11 })],
    ['was skipped', aDelivery({ status: 'skipped' })],
    ['was dropped', aDelivery({ status: 'dropped' })],
  ])(
    'repeats no attempt of a delivery that %s when the same bus message is redelivered',
    async (_, delivery) => {
      const world = aWorld({ webhooks: [aWebhook()], deliveries: [delivery] })

      await fanOut(anEvent(), { source: 'bus-1' }, world.ports)
      const [message] = world.messages
      if (message === undefined) throw new Error('There is no message')
      await deliver(message, false, world.ports)

      expect(world.requests).toEqual([])
      expect(world.delivery).toEqual(delivery)
    },
  )

  it('creates nothing when another bus message has the same event', async () => {
    const world = aWorld({ webhooks: [aWebhook()] })
    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    const again = anEvent({ timestamp: 1 })
    const made = await madeBy(again, { source: 'bus-2' }, world.ports)

    expect(made).toEqual([])
    expect(world.messages).toEqual([queued(firstMessage())])
    expect(world.delivery).toEqual(aDelivery())
    expect(world.events).toEqual([anEvent()])
  })

  it('reaches a webhook whose id sorts before every other, and sends an event without content', async () => {
    const event = anEvent({ resource: { content: undefined } })
    const world = aWorld({ webhooks: [aWebhook({ id: '-' })] })

    await fanOut(event, { source: 'bus-1' }, world.ports)

    expect(world.messages).toMatchObject([{ endpoint: '-', enclosed: { event } }])
  })

  it('distinguishes the same uuid in two marketplaces', async () => {
    const world = aWorld({
      webhooks: [aWebhook({ id: 'a' }), aWebhook({ id: 'b', marketplace: 'other' })],
    })

    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)
    await fanOut(anEvent({ marketplace: 'other' }), { source: 'bus-2' }, world.ports)

    expect(world.messages).toMatchObject([
      { marketplace: 'acme', endpoint: 'a' },
      { marketplace: 'other', endpoint: 'b' },
    ])
  })

  it('hands the rest of the webhooks on when its time is over, and ends there', async () => {
    const world = aWorld({ webhooks: webhooksFrom(1, 120), hasTime: () => false })

    const made = await madeBy(anEvent(), { source: 'bus-1' }, world.ports)

    expect(made).toHaveLength(50)
    expect(world.messages).toHaveLength(50)
    expect(world.eventQueue).toMatchObject([
      { message: { event: anEvent(), source: 'bus-1', after: idOf(50) } },
    ])
  })

  it.each([[false], [true]])('reaches every webhook once: with time %s', async (hasTime) => {
    const world = aWorld({ webhooks: webhooksFrom(1, 120), hasTime: () => hasTime })
    const message = { event: anEvent(), source: 'bus-1' }
    world.eventQueue.push({ message, visibleAt: noon.getTime(), receives: 0 })

    await run(world)

    const ids = webhooksFrom(1, 120).map(({ id }) => id)
    expect(world.requests).toHaveLength(120)
    expect(world.deliveries.map(({ endpoint }) => endpoint).sort()).toEqual(ids)
    expect(world.hooks.calls).toBeLessThan(120 * 8)
  })

  it('hands on the event that is stored, not another content of it', async () => {
    const content = (text: string) => ({ resource: { ...anEvent().resource, content: text } })
    const world = aWorld({ webhooks: webhooksFrom(1, 51), hasTime: () => false })
    await fanOut(anEvent(content('{"seats":1}')), { source: 'bus-1' }, world.ports)

    await fanOut(anEvent(content('{"seats":2}')), { source: 'bus-1' }, world.ports)

    const first = { message: { event: content('{"seats":1}') } }
    expect(world.eventQueue).toMatchObject([first, first])
  })

  it('hands nothing on after the last webhook', async () => {
    const world = aWorld({ webhooks: webhooksFrom(1, 50), hasTime: () => false })

    await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    expect(world.eventQueue).toEqual([])
  })
})

const idOf = (number: number) => `webhook-${String(number).padStart(3, '0')}`

function webhooksFrom(first: number, count: number) {
  return Array.from({ length: count }, (_, index) =>
    aWebhook({ id: idOf(first + index), url: `https://${first + index}.example.com/` }),
  )
}

/** As fan-out queues it, with the version of the webhook. */
function queued(message: DeliveryMessage): DeliveryMessage {
  return { ...message, webhookVersion: 1 }
}
