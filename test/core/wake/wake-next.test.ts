import { describe, expect, it } from '@jest/globals'

import { positionAt } from '../../../core/deliveries/delivery-id.ts'
import { type Health, healthy } from '../../../core/health/health.ts'
import { wake } from '../../../core/wake/wake.ts'
import {
  afterNoon,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  rowOf,
  uuidOf,
} from '../../support/builders.ts'
import { aWorld, type Given } from '../../support/world.ts'

const webhook = { marketplace: 'acme', id: 'webhook-1' }
const paused: Health = { ...healthy(webhook), pausedUntil: afterNoon(60) }
const rows = [1, 2].map((number) =>
  rowOf(aWaitingDelivery(1, 0, { event: anEvent({ uuid: uuidOf(number) }) })),
)

/** A world whose webhook has two due deliveries, and the message that wakes it. */
async function aDueWorld(given: Given = {}) {
  const world = aWorld({ webhooks: [aWebhook()], waiting: rows, ...given })
  await world.ports.setWakeUp(webhook, afterNoon(0), undefined)
  const [queued] = world.wakeUpQueue.splice(0)
  if (queued === undefined) throw new Error('Cannot continue: there is no wake-up')
  return Object.assign(world, { wake: () => wake(queued.message, world.ports), queued })
}

describe('the next wake-up of a webhook', () => {
  const limited = [aWebhook({ limits: { perSecond: 1 } })]
  it.each<[string, Given, number]>([
    ['at the end of its pause', { health: [paused] }, 60],
    ['when its rate limit has room again', { webhooks: limited }, 1],
  ])('comes %s, although more is due', async (_, given, seconds) => {
    const world = await aDueWorld(given)

    await world.wake()

    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(seconds) }])
  })

  it('comes immediately when its pause ended during the run', async () => {
    const world = await aDueWorld({ health: [paused] })
    world.hooks.once('before', 'removeWakeUp', async () => {
      await world.ports.replaceHealth(undefined, paused)
    })

    await world.wake()

    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(0) }])
  })
})

it.each([
  ['immediately when an attempt ended during the run', [], 0],
  ['in 15 s when all that may be in flight is', [1], 15],
])('at the concurrency limit, the next wake-up comes %s', async (_, left, seconds) => {
  const world = await aDueWorld({ webhooks: [aWebhook({ limits: { inFlight: 1 } })] })
  world.hooks.once('after', 'queueDeliveries', async () => {
    if (left.length === 0) await world.ports.removeWaiting(await world.ports.findLeased(webhook, 9))
  })

  await world.wake()

  expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(seconds) }])
})

it('a wake-up whose message comes again during its run runs once, and returns after the run', async () => {
  const world = await aDueWorld()
  const during: unknown[] = []
  world.hooks.once('before', 'findWaiting', async () => {
    await world.wake()
    during.push(...world.wakeUpQueue.splice(0))
  })

  await world.wake()

  const visibleAt = Date.parse(afterNoon(70))
  expect(during).toEqual([{ message: world.queued.message, visibleAt, receives: 0 }])
  expect(world.messages).toHaveLength(2)
  expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt: afterNoon(900) }])
})

describe('wake()', () => {
  it('continues a recovery', async () => {
    const asked: unknown[] = []
    const findRecovery = (...given: unknown[]) => Promise.resolve(void asked.push(given))
    const { marketplace, id: endpoint } = webhook
    const message = { kind: 'recover', marketplace, endpoint, recovery: 'r-1', step: 0 } as const

    await wake(message, { ...aWorld().ports, findRecovery })

    expect(asked).toEqual([[webhook, 'r-1']])
  })

  it("sweeps a marketplace's first attempts, up to an hour ago", async () => {
    const world = aWorld()

    await wake({ kind: 'sweep-first', marketplace: 'acme' }, world.ports)

    expect(await world.ports.findSwept('acme')).toBe(positionAt(afterNoon(-3600)))
  })
})
