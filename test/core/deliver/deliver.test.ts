import { describe, expect, it } from '@jest/globals'

import { deliver } from '../../../core/deliver/deliver.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { notificationOf } from '../../../core/events/event.ts'
import { signatureHeaders } from '../../../core/webhooks/signature.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import {
  aCall,
  aDelivery,
  afterNoon,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  firstMessage,
  laterMessage,
  noon,
  rowOf,
} from '../../support/builders.ts'
import { aContext, aSealedSecret, aSecret, sealOf } from '../../support/seal.ts'
import { Crash } from '../../support/watched.ts'
import { aWorld, type Given } from '../../support/world.ts'

/** A world in which `anEvent()` has just been fanned out to `aWebhook()`. */
const aFirstWorld = (given: Given = {}) =>
  aWorld({ webhooks: [aWebhook()], events: [anEvent()], deliveries: [aDelivery()], ...given })

/** A world in which the delivery failed once, and its waiting row is due. */
const waiting = aWaitingDelivery(1, 0)
const aLaterWorld = (given: Given = {}) =>
  aFirstWorld({ deliveries: [waiting], waiting: [rowOf(waiting)], ...given })

const authentication = { type: 'TOKEN', sealed: `${sealOf(aContext())}{"token":"s3cret"}` } as const

/** Rotated; the previous secret expires this many seconds after noon. */
const signingUntil = (seconds: number) => ({
  sealed: aSealedSecret(2),
  previous: { sealed: aSealedSecret(1), validUntil: afterNoon(seconds) },
})

describe('deliver()', () => {
  it('posts the notification, and records that it was delivered', async () => {
    const world = aFirstWorld()
    world.hooks.once('before', 'post', () => {
      world.advance(2.5)
    })

    const recorded = await deliver(firstMessage(), false, world.ports)

    expect(recorded).toBe('settled')
    expect(world.requests).toMatchObject([
      {
        url: 'https://crm.example.com/hook',
        headers: { 'webhook-id': aDelivery().id },
        body: notificationOf(anEvent()),
      },
    ])
    expect(world.delivery).toEqual(
      aDelivery({
        status: 'successful',
        revision: 1,
        attempts: [
          {
            number: 1,
            startedAt: noon.toISOString(),
            durationMs: 2500,
            outcome: { kind: 'delivered', status: 204 },
          },
        ],
      }),
    )
    expect(world).toMatchObject({ waiting: [], wakeUpQueue: [] })
  })

  it('makes a first attempt from its message: it reads only the webhook and its health', async () => {
    const world = aFirstWorld({ events: [] })
    const read: string[] = []
    world.hooks.always(({ port, when }) => {
      if (port.startsWith('find') && when === 'before') read.push(port)
    })

    await deliver(firstMessage(), false, world.ports)

    expect(world.delivery.status).toBe('successful')
    expect(read).toEqual(['findWebhook', 'findHealth'])
  })

  it('loads the event for a later attempt, and ends a waiting delivery that is delivered', async () => {
    const world = aLaterWorld()

    const recorded = await deliver(laterMessage(waiting), false, world.ports)

    expect(recorded).toBe('settled')
    expect(world.requests).toMatchObject([{ body: notificationOf(anEvent()) }])
    expect(world.delivery).toMatchObject({ status: 'successful', attempts: [{}, { number: 2 }] })
    expect(world.delivery).not.toHaveProperty('dueAt')
    expect(world.delivery).not.toHaveProperty('leasedUntil')
    expect(world.waiting).toEqual([])
  })

  it('saves the HTTP exchange with the attempt', async () => {
    const { request, ...exchange } = aCall()
    const world = aFirstWorld({
      replies: () => ({ kind: 'answered', status: 200, exchange }),
    })
    await deliver(firstMessage(), false, world.ports)

    expect(world.exchanges).toMatchObject([{ delivery: aDelivery().id, number: 1, exchange }])
  })

  it('logs the timings and the IP address of the exchange, and nothing else of it', async () => {
    const { request, ...exchange } = aCall()
    const world = aFirstWorld({
      replies: () => ({ kind: 'answered', status: 200, exchange }),
    })

    await deliver(firstMessage(), false, world.ports)

    const [line] = world.lines
    expect(line).toMatchObject({
      message: 'attempt',
      dnsMs: 1,
      connectMs: 2,
      tlsMs: 3,
      firstByteMs: 7,
      address: '93.184.216.34',
    })
    expect(JSON.stringify(line)).not.toMatch(/nginx|headers|crm\.example/)
  })

  it('stores and logs no credential', async () => {
    const sealed = `${sealOf(aContext())}{"token":"s3cret"}`
    const webhook = aWebhook({ authentication: { type: 'TOKEN', sealed } })
    const response = { headers: { 'x-echo': 's3cret' }, body: { text: 'your token is s3cret' } }
    const exchange = { durations: { totalMs: 1 }, response }
    const replies = () => ({ kind: 'answered', status: 401, exchange }) as const
    const world = aFirstWorld({ webhooks: [webhook], replies })

    await deliver(firstMessage(), false, world.ports)

    expect(world.exchanges).toHaveLength(1)
    expect(JSON.stringify([world.exchanges, world.lines, [...world.deliveries]])).not.toContain(
      's3cret',
    )
  })

  it("opens the webhook's token and sends it", async () => {
    const sealed = `${sealOf(aContext())}{"token":"s3cret"}`
    const webhook = aWebhook({ authentication: { type: 'TOKEN', sealed } })
    const world = aFirstWorld({ webhooks: [webhook] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.requests).toMatchObject([{ headers: { 'x-appdirect-webhook-token': 's3cret' } }])
  })

  it('signs the request with the time of the attempt, and the newest secret first', async () => {
    const webhook = aWebhook({ signing: signingUntil(600) })
    const world = aLaterWorld({ webhooks: [webhook], now: new Date(afterNoon(599.9)) })

    await deliver(laterMessage(waiting), false, world.ports)

    const { id } = waiting
    const body = notificationOf(anEvent())
    expect(world.requests.map(({ headers }) => headers)).toMatchObject([
      signatureHeaders({ id, body }, new Date(afterNoon(599)), [aSecret(2), aSecret(1)]),
    ])
  })

  it.each<[string, Partial<Webhook>, number]>([
    ['a secret', {}, 1],
    ['a token and a secret', { authentication }, 2],
    ['a token and two secrets', { authentication, signing: signingUntil(1) }, 3],
    ['a token, a secret and one that expired', { authentication, signing: signingUntil(0) }, 2],
  ])('opens only the secrets that it needs, concurrently: %s', async (_, given, count) => {
    const world = aFirstWorld({ webhooks: [aWebhook(given)] })
    const calls: string[] = []
    world.hooks.always(({ port, when }) => {
      if (port === 'openSecrets') calls.push(when)
    })

    await deliver(firstMessage(), false, world.ports)

    const times = (when: string) => Array.from({ length: count }, () => when)
    expect(calls).toEqual([...times('before'), ...times('after')])
    expect(world.delivery.status).toBe('successful')
  })

  it('throws and records nothing when the signing secret cannot be opened', async () => {
    const signing = { sealed: aSealedSecret(1, { endpoint: 'other' }) }
    const world = aFirstWorld({ webhooks: [aWebhook({ signing })] })

    await expect(deliver(firstMessage(), false, world.ports)).rejects.toThrow('Cannot open')

    expect(world.requests).toEqual([])
    expect(world.delivery).toEqual(aDelivery())
  })

  it('throws and records nothing when the token cannot be opened', async () => {
    const authentication = { type: 'TOKEN', sealed: 'of another webhook' } as const
    const world = aFirstWorld({ webhooks: [aWebhook({ authentication })] })

    await expect(deliver(firstMessage(), false, world.ports)).rejects.toThrow('Cannot open')

    expect(world.requests).toEqual([])
    expect(world.delivery).toEqual(aDelivery())
  })

  it('sends to the current URL of the webhook', async () => {
    const world = aLaterWorld({ webhooks: [aWebhook({ url: 'https://new.example.com/' })] })

    await deliver(laterMessage(waiting), false, world.ports)

    expect(world.requests).toMatchObject([{ url: 'https://new.example.com/' }])
  })

  it.each([
    ['first', firstMessage(), aFirstWorld, 1, 300],
    ['later', laterMessage(waiting), aLaterWorld, 2, 600],
  ] as const)(
    'parks a delivery until it is due when its %s attempt fails',
    async (_, message, aSuchWorld, number, seconds) => {
      const world = aSuchWorld({ replies: [500] })

      const recorded = await deliver(message, false, world.ports)

      const dueAt = afterNoon(seconds)
      const outcome = { kind: 'failed', reason: 'status 500', status: 500 }
      expect(recorded).toBe('waiting')
      expect(world.delivery).toMatchObject({ status: 'pending', dueAt })
      expect(world.delivery.attempts.at(-1)).toMatchObject({ number, outcome })
      expect(world.waiting).toEqual([rowOf(world.delivery)])
      expect([...world.wakeUps.values()]).toMatchObject([{ endpoint: 'webhook-1', wakeAt: dueAt }])
      expect(world.liveWakeUps).toHaveLength(1)
    },
  )

  it('counts the wait from the end of the attempt', async () => {
    const world = aFirstWorld({ replies: [500] })
    world.hooks.once('before', 'post', () => {
      world.advance(30)
    })

    await deliver(firstMessage(), false, world.ports)

    expect(world.delivery.dueAt).toBe(afterNoon(330))
  })

  it('fails with a reason when no response comes', async () => {
    const world = aFirstWorld({ replies: () => ({ kind: 'unanswered', reason: 'timeout' }) })

    await deliver(firstMessage(), false, world.ports)

    expect(world.delivery.attempts).toMatchObject([
      { outcome: { kind: 'failed', reason: 'timeout' } },
    ])
  })

  it.each([
    ['the schedule is exhausted', { replies: [500], waitsSeconds: [300] }, laterMessage(waiting)],
    ['there is no schedule at all', { replies: [500], waitsSeconds: [] }, laterMessage(waiting)],
    ['the receiver answers 410', { replies: [410] }, laterMessage(waiting)],
    ['the event is no longer stored', { events: [] }, laterMessage(waiting)],
  ])('ends a delivery as failed when %s', async (_, given, message) => {
    const world = aLaterWorld(given)

    const recorded = await deliver(message, false, world.ports)

    expect(recorded).toBe('settled')
    expect(world.delivery).toMatchObject({ status: 'failed', attempts: [{}, { number: 2 }] })
    expect(world.delivery).not.toHaveProperty('dueAt')
    expect(world).toMatchObject({ waiting: [], wakeUpQueue: [] })
  })

  it('posts nothing when the event is no longer stored, and records the reason', async () => {
    const world = aLaterWorld({ events: [] })

    await deliver(laterMessage(waiting), false, world.ports)

    expect(world.requests).toEqual([])
    expect(world.delivery.attempts.at(-1)?.outcome).toEqual({
      kind: 'refused',
      reason: 'the event is no longer stored',
    })
  })

  it('waits a minute for the record of the attempt before', async () => {
    const world = aLaterWorld()

    const recorded = await deliver({ ...laterMessage(waiting), number: 3 }, false, world.ports)

    expect(recorded).toBe('waiting')
    expect(world.requests).toEqual([])
    expect(world.waiting).toMatchObject([{ number: 2 }, { number: 3 }])
    expect(await world.ports.findWakeUp({ marketplace: 'acme', id: 'webhook-1' })).toMatchObject({
      wakeAt: afterNoon(60),
    })
  })

  it('records nothing of an attempt whose delivery is gone', async () => {
    const world = aLaterWorld()
    const message = laterMessage(waiting)
    const gone = {
      ...world.ports,
      replaceDelivery: (after: Delivery, before: Delivery) =>
        after.attempts.length > before.attempts.length
          ? Promise.resolve(false)
          : world.ports.replaceDelivery(after, before),
    }
    world.hooks.once('after', 'post', () => {
      gone.findDelivery = () => Promise.resolve(undefined)
    })

    const recorded = await deliver(message, false, gone)

    expect(recorded).toBe('already-attempted')
    expect(world.lines.at(-1)).toMatchObject({ message: 'attempt', recorded: false })
  })

  it('makes no second attempt when the receiver answers 410', async () => {
    const world = aFirstWorld({ replies: [410] })

    await deliver(firstMessage(), false, world.ports)

    expect(world.delivery).toMatchObject({
      status: 'failed',
      attempts: [{ number: 1, outcome: { kind: 'refused', reason: 'status 410', status: 410 } }],
    })
  })

  const gone = [
    ['dropped', 'removed', []],
    ['skipped', 'disabled', [aWebhook({ enabled: false })]],
    ['dropped', "another marketplace's", [aWebhook({ marketplace: 'other' })]],
  ] as const

  it.each(gone)('a first attempt is %s when its webhook is %s', async (status, _, webhooks) => {
    const world = aFirstWorld({ webhooks })

    const recorded = await deliver(firstMessage(), false, world.ports)

    expect(recorded).toBe('settled')
    expect(world.delivery).toEqual(aDelivery({ status, revision: 1 }))
    expect(world).toMatchObject({ requests: [], waiting: [], wakeUpQueue: [] })
  })

  it.each(gone)('a later attempt is %s when its webhook is %s', async (status, _, webhooks) => {
    const world = aLaterWorld({ webhooks })

    await deliver(laterMessage(waiting), false, world.ports)

    const { dueAt, ...rest } = waiting
    expect(world.delivery).toEqual({ ...rest, status, revision: 3 })
    expect(world).toMatchObject({ requests: [], waiting: [], wakeUpQueue: [] })
  })

  it.each([
    ['first', firstMessage(), aFirstWorld],
    ['later', laterMessage(waiting), aLaterWorld],
  ] as const)(
    'makes no second attempt when the %s message is redelivered after it was handled',
    async (_, message, aSuchWorld) => {
      const world = aSuchWorld({ replies: [500] })
      await deliver(message, false, world.ports)
      const before = { delivery: world.delivery, waiting: [...world.waiting] }

      world.advance(120)
      const again = await deliver(message, true, world.ports)

      expect(again).toBe('already-attempted')
      expect(world.requests).toHaveLength(1)
      expect(world).toMatchObject(before)
    },
  )

  it('makes one attempt when two copies of a later message come at the same time', async () => {
    const world = aLaterWorld({ replies: [500] })

    const ends = await Promise.all([
      deliver(laterMessage(waiting), false, world.ports),
      deliver(laterMessage(waiting), false, world.ports),
    ])

    expect(ends.sort()).toEqual(['busy', 'waiting'])
    expect(world.requests).toHaveLength(1)
  })

  it('records one attempt when two copies of a first message come at the same time', async () => {
    const world = aFirstWorld({ replies: [500, 204] })

    const ends = await Promise.all([
      deliver(firstMessage(), false, world.ports),
      deliver(firstMessage(), false, world.ports),
    ])

    expect(ends).toHaveLength(2)
    expect(world.delivery.attempts).toMatchObject([{ number: 1 }])
  })

  it('requeues its message while another one has claimed the delivery, and posts nothing', async () => {
    const held = { ...waiting, leasedUntil: afterNoon(90) }
    const world = aLaterWorld({ deliveries: [held] })

    const first = await deliver(laterMessage(waiting), false, world.ports)
    world.advance(91)
    const second = await deliver(laterMessage(waiting), true, world.ports)

    expect([first, second]).toEqual(['busy', 'settled'])
    expect(world.requests).toHaveLength(1)
  })

  it('records the attempt once when its claim expired and another message took over', async () => {
    const world = aLaterWorld({ replies: [204] })
    world.hooks.once('before', 'post', async () => {
      world.advance(91)
      await deliver(laterMessage(waiting), true, world.ports)
    })

    const recorded = await deliver(laterMessage(waiting), false, world.ports)

    expect(recorded).toBe('already-attempted')
    expect(world.delivery).toMatchObject({ status: 'successful', attempts: [{}, { number: 2 }] })
    expect(world.delivery.attempts).toHaveLength(2)
  })

  it.each(['findWakeUp', 'setWakeUp', 'send'])(
    'sets the wake-up when it was killed before %s and the message is redelivered',
    async (port) => {
      for (const [message, world] of [
        [firstMessage(), aFirstWorld({ replies: [500] })],
        [laterMessage(waiting), aLaterWorld({ replies: [500] })],
      ] as const) {
        world.hooks.once('before', port, () => {
          throw new Crash('killed')
        })
        await expect(deliver(message, false, world.ports)).rejects.toThrow(Crash)

        world.advance(240)
        await deliver(message, true, world.ports)

        expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: world.delivery.dueAt }])
        expect(world.liveWakeUps).toHaveLength(1)
      }
    },
  )

  it('records a valid attempt when the clock was set back meanwhile', async () => {
    const world = aFirstWorld()
    world.hooks.once('before', 'post', () => {
      world.advance(-10)
    })

    await deliver(firstMessage(), false, world.ports)

    expect(world.delivery.attempts[0]?.durationMs).toBeGreaterThanOrEqual(0)
  })

  it('logs one line for each attempt: without bodies, secrets and URLs', async () => {
    const sealed = `${sealOf(aContext())}{"token":"s3cret"}`
    const webhook = aWebhook({ authentication: { type: 'TOKEN', sealed } })
    const world = aLaterWorld({ webhooks: [webhook], replies: [503] })

    await deliver(laterMessage(waiting), false, world.ports)

    expect(world.lines).toEqual([
      {
        message: 'attempt',
        marketplace: 'acme',
        delivery: waiting.id,
        webhook: 'webhook-1',
        event: anEvent().uuid,
        resource: 'SUBSCRIPTION',
        resourceAction: 'ADDED',
        number: 2,
        startedAt: noon.toISOString(),
        durationMs: 0,
        eventAgeMs: noon.getTime() - anEvent().timestamp,
        outcome: 'failed',
        reason: 'status 503',
        status: 503,
        nextAttemptAt: afterNoon(600),
        recorded: true,
      },
    ])
  })

  it.each(gone)(
    'logs that a delivery is %s when its webhook is %s',
    async (status, _, webhooks) => {
      const world = aFirstWorld({ webhooks })

      await deliver(firstMessage(), false, world.ports)

      expect(world.lines).toMatchObject([
        { message: status, delivery: aDelivery().id, recorded: true },
      ])
    },
  )
})
