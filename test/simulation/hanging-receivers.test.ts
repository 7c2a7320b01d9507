import { describe, expect, it } from '@jest/globals'

import { placeOf } from '../../core/deliveries/delivery-id.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import { deliverWork } from '../../lib/work.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { anEvent, aWebhook, uuidOf } from '../support/builders.ts'
import { documented } from '../support/documented.ts'
import { answer } from '../support/simulated-receiver.ts'
import { aSimulation } from '../support/simulation.ts'

/** What the function does before and after the request (assumed). */
const ownMs = 50
const durationMs = 90_000

const healthy = answer(204)
const hanging: Reply = { kind: 'unanswered', reason: 'timeout' }
const dripping = answer(200)

type Others = {
  count: number
  reply: Reply
  /** How long one of them takes. */
  ms: number
  limits?: NonNullable<Webhook['limits']>
  concurrency?: number
}

/**
 * How long deliveries to 20 healthy receivers wait for their attempts, in milliseconds: 100 a second,
 * each of 100 ms, while each of the others gets two a second.
 */
async function waitsBeside(others: Others) {
  const { count, reply, ms, limits, concurrency = deliverWork.maxConcurrency } = others
  let resourceAction: 'ADDED' | 'CHANGED' = 'CHANGED'
  const simulation = await aSimulation({
    webhooks: [
      ...webhooksOf('healthy', 20, { events: ['subscription.changed'] }),
      ...webhooksOf('other', count, limits && { limits }),
    ],
    concurrency,
    latencyMs: (given) => (given === healthy ? 100 : ms) + ownMs,
    eventOf: (number) => anEvent({ uuid: uuidOf(number), resourceAction }),
  })
  const { clock, receiver } = simulation
  receiver.reply = ({ url }) => (url.includes('other') ? reply : healthy)
  const publishEvery = (everyMs: number, what: typeof resourceAction) => {
    clock.every(everyMs, () => {
      resourceAction = what
      simulation.publish()
    })
  }
  publishEvery(200, 'CHANGED')
  if (count > 0) publishEvery(500, 'ADDED')
  await clock.pass(durationMs)

  const waits = receiver.seen
    .filter(({ url }) => url.includes('healthy'))
    .map(({ delivery, at }) => at - Date.parse(placeOf(delivery)?.acceptedAt ?? ''))
    .sort((one, other) => one - other)
  const at = (share: number) => waits[Math.floor((waits.length - 1) * share)] ?? NaN
  return { came: waits.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}

function webhooksOf(name: string, count: number, overrides: Partial<Webhook> = {}): Webhook[] {
  return Array.from({ length: count }, (_, number) => {
    const id = `${name}-${number}`
    return aWebhook({ id, url: `https://${id}.example.com/`, ...overrides })
  })
}

const all = (durationMs / 1000) * 100
const hang = { reply: hanging, ms: 30_000 }

describe('deliveries to healthy receivers', () => {
  it.each<[string, Others]>([
    ['1 that hangs', { ...hang, count: 1 }],
    ['7 that drip', { count: 7, reply: dripping, ms: 2000 }],
    ['7 that hang for 10 s', { ...hang, count: 7, ms: 10_000 }],
    [
      '50 that hang and have a limit of 3 in flight',
      { ...hang, count: 50, limits: { inFlight: 3 } },
    ],
    ['7 that hang, with 900 concurrent attempts', { ...hang, count: 7, concurrency: 900 }],
  ])(
    'do not wait next to %s',
    async (_, others) => {
      const waits = await waitsBeside(others)

      expect(waits).toEqual({ came: all, p50: 0, p99: 0, max: 0 })
    },
    60_000,
  )

  it.each<[string, Others]>([
    ['7 that hang', { ...hang, count: 7 }],
    ['20 that hang', { ...hang, count: 20 }],
    ['50 that hang', { ...hang, count: 50 }],
    ['20, 900 concurrent attempts', { ...hang, count: 20, concurrency: 900 }],
    ['50, 900 concurrent attempts', { ...hang, count: 50, concurrency: 900 }],
  ])(
    'wait as documented next to %s',
    async (name, others) => {
      const { p50, p99 } = await waitsBeside(others)

      const cells = String.raw`${name} +\| `
      expect(documented(new RegExp(`${cells}([\\d.]+) s`))).toBeCloseTo(p50 / 1000, 0)
      expect(documented(new RegExp(`${cells}[\\d.]+ s +\\| ([\\d.]+) s`))).toBeCloseTo(
        p99 / 1000,
        0,
      )
    },
    60_000,
  )
})
