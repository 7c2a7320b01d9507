import { describe, expect, it } from '@jest/globals'

import { placeOf } from '../../core/deliveries/delivery-id.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import { deliverWork } from '../../lib/work.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { anEvent, aWebhook, uuidOf } from '../support/builders.ts'
import { documented } from '../support/documented.ts'
import { answer, type Seen } from '../support/simulated-receiver.ts'
import { aSimulation } from '../support/simulation.ts'

/** What the function does before and after the request (assumed). */
const ownMs = 50
const durationMs = 90_000

const healthy = answer(204)
const hanging: Reply = { kind: 'unanswered', reason: 'timeout' }
const late = answer(200)

type Others = {
  count: number
  reply: Reply
  /** How long one of them takes. */
  ms: number
  /** How many events come together, and how often; default: one, twice a second. */
  burst?: { count: number; everyMs: number }
  concurrency?: number
  /** Whether the router limits slow receivers; default: it does. */
  marksSlow?: boolean
}

/**
 * How long deliveries wait for their attempts, in milliseconds: 100 a second to 20 healthy receivers,
 * each of 100 ms, and those to the others.
 */
async function waitsBeside(others: Others) {
  const { count, reply, ms, marksSlow = true, concurrency = deliverWork.maxConcurrency } = others
  const { burst = { count: 1, everyMs: 500 } } = others
  let resourceAction: 'ADDED' | 'CHANGED' = 'CHANGED'
  const simulation = await aSimulation({
    webhooks: [
      ...webhooksOf('healthy', 20, { events: ['subscription.changed'] }),
      ...webhooksOf('other', count),
    ],
    concurrency,
    marksSlow,
    latencyMs: (given) => (given === healthy ? 100 : ms) + ownMs,
    eventOf: (number) => anEvent({ uuid: uuidOf(number), resourceAction }),
  })
  const { clock, receiver } = simulation
  receiver.reply = ({ url }) => (url.includes('other') ? reply : healthy)
  const publishEvery = (everyMs: number, what: typeof resourceAction, events: number) => {
    clock.every(everyMs, () => {
      resourceAction = what
      simulation.publish(events)
    })
  }
  publishEvery(200, 'CHANGED', 1)
  publishEvery(burst.everyMs, 'ADDED', burst.count)
  await clock.pass(durationMs)

  const to = (name: string) => waitsOf(receiver.seen.filter(({ url }) => url.includes(name)))
  return { healthy: to('healthy'), others: to('other') }
}

function waitsOf(seen: readonly Seen[]) {
  const waits = seen
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

/** Expects the times in the row of the document that begins with this name, to half a second. */
function expectDocumented(name: string, times: readonly number[]): void {
  for (const [column, ms] of times.entries()) {
    const cells = String.raw`\| ${name} +\|(?:[^|]+\|){${column}} +([\d.]+) s`
    expect(documented(new RegExp(cells)) - ms / 1000).toBeCloseTo(0, 0)
  }
}

const all = (durationMs / 1000) * 100
const hang = { reply: hanging, ms: 30_000 }
const drip = { reply: late, ms: 2_000 }
const slow = { reply: late, ms: 5_000 }

describe('deliveries to healthy receivers', () => {
  it.each<[string, Others]>([
    ['7 that hang', { ...hang, count: 7 }],
    ['20 that hang', { ...hang, count: 20 }],
    ['50 that hang', { ...hang, count: 50 }],
    ['7 that hang, 10 events a second', { ...hang, count: 7, burst: { count: 1, everyMs: 100 } }],
    ['one that hangs and gets 300 events', { ...hang, count: 1, burst: burstOf(300) }],
  ])(
    'do not wait next to %s',
    async (_, others) => {
      const waits = await waitsBeside(others)

      expect(waits.healthy).toEqual({ came: all, p50: 0, p99: 0, max: 0 })
    },
    120_000,
  )

  it.each<[string, Others]>([
    ['7 that drip', { ...drip, count: 7 }],
    ['20 that drip', { ...drip, count: 20 }],
    ['50 that drip', { ...drip, count: 50 }],
    ['7 that respond after 5 s', { ...slow, count: 7 }],
    ['20 that respond after 5 s', { ...slow, count: 20 }],
  ])(
    'do not wait next to %s, which get all of theirs',
    async (name, others) => {
      const waits = await waitsBeside(others)

      expect(waits.healthy).toEqual({ came: all, p50: 0, p99: 0, max: 0 })
      const { came, p50, max } = waits.others
      // What is missing waits, for as long as any does.
      expect(came).toBeGreaterThanOrEqual((others.count * 2 * (durationMs - max - 1000)) / 1000)
      expectDocumented(name, [0, 0, p50, max])
    },
    120_000,
  )

  it.each<[string, Others]>([
    ['100 that hang', { ...hang, count: 100 }],
    ['1 that hangs and gets 500 events', { ...hang, count: 1, burst: burstOf(500) }],
    ['7 that hang, without limits', { ...hang, count: 7, marksSlow: false }],
    ['20 that hang, without limits', { ...hang, count: 20, marksSlow: false }],
    ['50 that hang, without limits', { ...hang, count: 50, marksSlow: false }],
  ])(
    'wait as documented next to %s',
    async (name, others) => {
      const { healthy } = await waitsBeside(others)

      expectDocumented(name, [healthy.p50, healthy.p99])
    },
    120_000,
  )
})

function burstOf(count: number) {
  return { count, everyMs: 40_000 }
}
