import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { deliveryId } from '../../../core/deliveries/delivery-id.ts'
import type { Delivery, Status } from '../../../core/deliveries/delivery.ts'
import type { Outcome } from '../../../core/deliveries/outcome.ts'
import { addTally, countIn, emptyTally, type Tally } from '../../../core/deliveries/tally.ts'
import { bucketsOf } from '../../../core/manage/compute-stats.ts'
import { countDeliveries } from '../../../core/manage/count-deliveries.ts'
import { sweepFirst } from '../../../core/wake/missed-first-attempts.ts'
import { recount } from '../../../core/wake/recount.ts'
import { rollUp } from '../../../core/wake/roll-up.ts'
import type { WakeUpMessage } from '../../../core/waiting/wake-up-message.ts'
import { anAcceptedEvent, anAttempt, anEvent, noon, uuidOf } from '../../support/builders.ts'
import { crashingTable } from '../../support/crashing-table.ts'
import { memoryStores, storesOver } from '../../support/memory-stores.ts'
import { Crash } from '../../support/watched.ts'

const endpoints = ['webhook-1', 'webhook-2']
const ranges = ['hour', 'day', 'month'] as const

const writes = fc.oneof(fc.constant(Infinity), fc.nat(6))
const step = fc.oneof(
  fc.record({
    kind: fc.constant('publish' as const),
    count: fc.integer({ min: 1, max: 25 }),
    start: fc.constantFrom('queued' as const, 'waiting' as const, 'skipped' as const),
    to: fc.subarray(endpoints, { minLength: 1 }),
    isTest: fc.constantFrom(false, false, false, true),
  }),
  fc.record({
    kind: fc.constant('pass' as const),
    seconds: fc.constantFrom(1, 30, 61, 130, 301, 400, 601, 630, 650, 1800, 3600, 20_000),
  }),
  fc.record({
    kind: fc.constant('change' as const),
    which: fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
    status: fc.constantFrom<Status[]>('successful', 'failed', 'pending', 'dropped'),
    outcome: fc.constantFrom<Outcome[]>(
      { kind: 'delivered', status: 200 },
      { kind: 'failed', reason: 'status 500' },
      { kind: 'refused', reason: 'status 410' },
    ),
    durationMs: fc.integer({ min: 1, max: 30_000 }),
    writes,
  }),
  fc.record({ kind: fc.constant('sweep' as const), isTwice: fc.boolean(), writes }),
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

describe('statistics', () => {
  it('are equal to a plain count of the log at any time, whatever happens', async () => {
    const steps = fc.array(step, { minLength: 5, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const world = aWorld()
        for (const one of all) {
          await world.take(one)
          await world.check()
        }
      }),
      { numRuns: 60, endOnFailure: true },
    )
  }, 120_000)
})

/** Tables, on which one process after another works until it is killed. */
function aWorld() {
  const state = { now: new Date(noon.getTime() + 1_000_000), published: 0 }
  const now = () => state.now
  const queue: WakeUpMessage[] = []
  const send = (message: WakeUpMessage) => Promise.resolve(void queue.push(message))
  const { tables } = memoryStores(now, send)
  const all: string[] = []

  const portsOf = (life: { writes: number }) => {
    const { webhooks, events, deliveries, waiting } = tables
    const seen = {
      webhooks,
      events: crashingTable(events, life),
      deliveries: crashingTable(deliveries, life),
      waiting: crashingTable(waiting, life),
    }
    return { ...storesOver(seen, now, send), now, log: () => undefined }
  }
  const immortal = { writes: Infinity }
  let [life, ports] = [immortal, portsOf(immortal)]

  /** A process that is killed has forgotten what it marked. */
  const until = async (writes: number, act: () => Promise<void>) => {
    life.writes = writes
    try {
      await act()
      life.writes = Infinity
    } catch (error) {
      if (!(error instanceof Crash)) throw error
      life = { writes: Infinity }
      ports = portsOf(life)
    }
  }

  const publish = async ({ count, start, to, isTest }: Extract<Step, { kind: 'publish' }>) => {
    for (let number = 0; number < count; number += 1) {
      state.published += 1
      const event = anEvent({ uuid: uuidOf(state.published) })
      const acceptedAt = state.now.toISOString()
      const [first = ''] = to
      const deliveries = isTest
        ? [{ endpoint: first, start: 'queued' as const }]
        : to.map((endpoint) => ({ endpoint, start }))
      const test = isTest ? { isTest: true as const } : {}
      await ports.storeEvent(anAcceptedEvent({ event, acceptedAt, deliveries, ...test }))
      for (const { endpoint } of deliveries) {
        all.push(deliveryId({ acceptedAt, event: event.uuid, endpoint }))
      }
    }
  }

  const change = async ({
    which,
    status,
    outcome,
    durationMs,
  }: Extract<Step, { kind: 'change' }>) => {
    for (const number of which) {
      const before = await ports.findDelivery('acme', all[number % all.length] ?? '')
      if (before === undefined) continue
      const attempts = [...before.attempts, anAttempt(1, { durationMs, outcome })]
      await ports.replaceDelivery(
        { ...before, status, attempts, revision: before.revision + 1 },
        before,
      )
    }
  }

  /** A message may come twice, to two processes. */
  const rollUps = async (messages: readonly Parameters<typeof rollUp>[0][]) => {
    const results = await Promise.allSettled(messages.map((message) => rollUp(message, ports)))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }

  /** Messages that were lost with their process come again. */
  const sweep = async ({ isTwice }: { isTwice: boolean }) => {
    queue.push({ kind: 'sweep-first', marketplace: 'acme' })
    queue.push({ kind: 'roll-up', marketplace: 'acme' })
    for (let message = queue[0]; message !== undefined; message = queue[0]) {
      if (message.kind === 'sweep-first') await sweepFirst(message, ports)
      if (message.kind === 'roll-up') await rollUps(isTwice ? [message, message] : [message])
      if (message.kind === 'recount') await recount(message, ports)
      queue.splice(queue.indexOf(message), 1)
    }
  }

  const found = async (): Promise<Delivery[]> => {
    const deliveries = await Promise.all(all.map((id) => ports.findDelivery('acme', id)))
    return deliveries.filter((one) => one !== undefined)
  }

  return {
    take: async (one: Step): Promise<void> => {
      if (one.kind === 'publish') return publish(one)
      if (one.kind === 'pass') {
        state.now = new Date(state.now.getTime() + one.seconds * 1000)
        return
      }
      await until(one.writes, () => (one.kind === 'sweep' ? sweep(one) : change(one)))
    },

    check: async (): Promise<void> => {
      const log = await found()
      for (const id of endpoints) {
        const own = log.filter(({ endpoint }) => endpoint === id)
        for (const range of ranges) {
          const buckets = bucketsOf(range, state.now)
          const counted = await countDeliveries({ marketplace: 'acme', id }, buckets, ports)
          expect({ range, counted: counted.map(whole) }).toEqual({
            range,
            counted: buckets.map(({ from, to }) => plainly(own, from, to)),
          })
        }
      }
    },
  }
}

function plainly(all: readonly Delivery[], from: string, to: string): Tally {
  const tally = emptyTally()
  const counted = all.filter(({ createdAt }) => createdAt >= from && createdAt < to)
  for (const one of counted) countIn(tally, one)
  const outcomes = counted
    .filter(({ isTest }) => isTest !== true)
    .flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome.kind))
  const delivered = outcomes.filter((kind) => kind === 'delivered').length
  return { ...tally, attempts: { delivered, failed: outcomes.length - delivered } }
}

function whole(tally: Tally): Tally {
  const sum = emptyTally()
  addTally(sum, tally)
  return sum
}
