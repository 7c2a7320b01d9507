import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import type { DeliveryMessage } from '../../../core/deliveries/delivery-message.ts'
import { fanOut } from '../../../core/fan-out/fan-out.ts'
import type { Health } from '../../../core/health/health.ts'
import type { ReadOptions } from '../../../core/ports.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { deliverHandler } from '../../../lambdas/deliver.ts'
import { lambdaContext } from '../../../adapters/embedded/lambda-context.ts'
import { aDelivery, anEvent, aWebhook, firstMessage } from '../../support/builders.ts'
import { failAt } from '../../support/failing-health.ts'
import { sqsEventOf } from '../../support/simulated-function.ts'
import { aWorld, type World } from '../../support/world.ts'

const old = aWebhook({ url: 'https://old.example.com/hook' })
const current = aWebhook({ url: 'https://new.example.com/hook', version: 2 })
const paused = failAt([0, 0, 0, 0, 0])

type Stale = { webhook?: Webhook | undefined; health?: Health }

/** The world's ports, whose eventually consistent reads return what was there a second ago. */
function staleIn({ ports }: World, stale: Stale) {
  const reads: (boolean | undefined)[] = []
  return {
    ...ports,
    reads,
    findWebhook: (marketplace: string, id: string, options?: ReadOptions) => {
      reads.push(options?.mayBeStale)
      const isStale = options?.mayBeStale === true && 'webhook' in stale
      return isStale ? Promise.resolve(stale.webhook) : ports.findWebhook(marketplace, id, options)
    },
    findHealth: (...[key, options]: Parameters<typeof ports.findHealth>) => {
      const isStale = options?.mayBeStale === true && 'health' in stale
      return isStale ? Promise.resolve(stale.health) : ports.findHealth(key, options)
    },
    findAllHealth: (...[marketplace, options]: Parameters<typeof ports.findAllHealth>) => {
      if (options?.mayBeStale !== true) return ports.findAllHealth(marketplace)
      return Promise.resolve(stale.health === undefined ? [] : [stale.health])
    },
  }
}

describe('deliver()', () => {
  it('reads a healthy webhook once for a first attempt, at half the price', async () => {
    const world = aWorld({ webhooks: [current], events: [anEvent()] })
    const ports = staleIn(world, {})

    await deliver({ ...firstMessage(), webhookVersion: 2 }, false, ports)

    expect(ports.reads).toEqual([true])
  })

  it.each<[string, Stale]>([
    ['is missing', { webhook: undefined }],
    ['is disabled', { webhook: { ...old, enabled: false } }],
    ['is older than fan-out saw', { webhook: old }],
    ['is paused', { health: paused }],
  ])('reads the webhook again, consistently, when the stale one %s', async (_, stale) => {
    const world = aWorld({ webhooks: [current], events: [anEvent()], replies: [204] })
    const ports = staleIn(world, stale)

    await deliver({ ...firstMessage(), webhookVersion: 2 }, false, ports)

    expect(ports.reads).toEqual([true, undefined])
    expect(world.requests).toMatchObject([{ url: current.url }])
  })

  it.each<[string, Partial<DeliveryMessage>, boolean]>([
    ['a message that was received before', {}, true],
    ['a message that may be another one', { isRedelivered: true }, false],
    ['a test', { isRequested: true }, false],
  ])('reads consistently for %s', async (_, message, isRedelivered) => {
    const deliveries = [aDelivery()]
    const world = aWorld({ webhooks: [current], events: [anEvent()], deliveries })
    const ports = staleIn(world, { webhook: old })

    await deliver({ ...firstMessage(), ...message }, isRedelivered, ports)

    expect(ports.reads).not.toContain(true)
    expect(world.requests).toMatchObject([{ url: current.url }])
  })

  it('counts a failure on the health that is stored, when the one it read was stale', async () => {
    const health = failAt([0, 0, 0])
    const world = aWorld({
      webhooks: [current],
      events: [anEvent()],
      health: [health],
      replies: [500],
    })
    const stale = { webhook: current }
    const ports = { ...staleIn(world, stale), findHealth: lastSecond(world) }

    await deliver(firstMessage(), false, ports)

    expect([...world.health.values()]).toMatchObject([{ failures: 4 }])
  })
})

/** No health yet, for reads that may be stale. */
function lastSecond({ ports }: World): World['ports']['findHealth'] {
  return (key, options) =>
    options?.mayBeStale === true ? Promise.resolve(undefined) : ports.findHealth(key, options)
}

describe('deliverHandler()', () => {
  it('shares stale reads among the first attempts of a batch', async () => {
    const world = aWorld({ webhooks: [current], events: [anEvent()], replies: [204] })
    const ports = staleIn(world, {})
    const uuids = ['uuid-1', 'uuid-2', 'uuid-3']
    const bodies = uuids.map((uuid) => {
      const event = anEvent({ uuid })
      return JSON.stringify(firstMessage(aDelivery({ event }), event))
    })
    const deadLetter = () => Promise.reject(new Error('Every message can be read'))

    await deliverHandler({ ...ports, deadLetter })(
      sqsEventOf(bodies.map((body) => ({ body, receives: 1 }))),
      lambdaContext('deliver'),
    )

    expect(ports.reads).toEqual([true])
    expect(world.requests).toHaveLength(3)
  })
})

describe('fanOut()', () => {
  it('queues what a stale pause would hold back, when the receiver is back', async () => {
    const world = aWorld({ webhooks: [current] })
    const ports = staleIn(world, { health: paused })

    await fanOut(anEvent(), { source: 'bus-1' }, ports)

    expect(world.messages).toMatchObject([{ endpoint: current.id, webhookVersion: 2 }])
    expect(world.waiting).toEqual([])
  })
})
