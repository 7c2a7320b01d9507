import { expect, it } from '@jest/globals'
import fc from 'fast-check'

import { deliveryId } from '../../../core/deliveries/delivery-id.ts'
import type { Delivery, Status } from '../../../core/deliveries/delivery.ts'
import type { Outcome } from '../../../core/deliveries/outcome.ts'
import { addTally, countIn, emptyTally } from '../../../core/deliveries/tally.ts'
import { bucketsOf } from '../../../core/manage/compute-stats.ts'
import { countDeliveries } from '../../../core/manage/count-deliveries.ts'
import { sweepFirst } from '../../../core/wake/missed-first-attempts.ts'
import { recount } from '../../../core/wake/recount.ts'
import { rollUp } from '../../../core/wake/roll-up.ts'
import type { WakeUpMessage } from '../../../core/waiting/wake-up-message.ts'
import { anAcceptedEvent, anAttempt, anEvent, noon, uuidOf } from '../../support/builders.ts'
import { memoryStores, storesOver } from '../../support/memory-stores.ts'

const hour = 3600
const day = 24 * hour

const step = fc.oneof(
  fc.record({
    kind: fc.constant('publish' as const),
    count: fc.integer({ min: 1, max: 8 }),
    start: fc.constantFrom('queued' as const, 'queued' as const, 'waiting' as const),
  }),
  fc.record({
    kind: fc.constant('attempt' as const),
    which: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
    ending: fc.constantFrom<Status[]>('successful', 'failed', 'pending'),
    durationMs: fc.integer({ min: 1, max: 30_000 }),
  }),
  fc.record({ kind: fc.constant('request' as const), which: fc.nat() }),
  fc.record({
    kind: fc.constant('pass' as const),
    seconds: fc.constantFrom(60, 650, hour, 7 * hour, day),
    times: fc.integer({ min: 1, max: 8 }),
  }),
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

it('statistics stay exact after deliveries have left for the archive, whatever is sent again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const world = aWorld()
      for (const one of steps) await world.take(one)
      expect(await world.counted()).toEqual(world.plainly())
    }),
    { numRuns: 150, endOnFailure: true },
  )
}, 120_000)

/** A webhook whose deliveries leave after 7 days, swept after every step. */
function aWorld() {
  const state = { now: new Date(noon.getTime() + 1_000_000), published: 0 }
  const now = () => state.now
  const queue: WakeUpMessage[] = []
  const send = (message: WakeUpMessage) => Promise.resolve(void queue.push(message))
  const { tables } = memoryStores(now, send)
  const ports = {
    ...storesOver({ ...tables, archive: 's3' }, now, send),
    now,
    log: () => undefined,
  }
  /** As they were when they were last seen. */
  const known = new Map<string, Delivery>()
  const pass = (seconds: number) => {
    state.now = new Date(state.now.getTime() + seconds * 1000)
  }

  const publish = async ({ count, start }: Extract<Step, { kind: 'publish' }>) => {
    for (let number = 0; number < count; number += 1) {
      state.published += 1
      const event = anEvent({ uuid: uuidOf(state.published) })
      const acceptedAt = state.now.toISOString()
      const deliveries = [{ endpoint: 'webhook-1', start }]
      await ports.storeEvent(anAcceptedEvent({ event, acceptedAt, deliveries }))
      await change(deliveryId({ acceptedAt, event: event.uuid, endpoint: 'webhook-1' }))
    }
  }

  const change = async (
    id: string,
    changed: (before: Delivery) => Partial<Delivery> = () => ({}),
  ) => {
    const before = await ports.findDelivery('acme', id)
    if (before === undefined) return
    const changes = changed(before)
    if (changes.status === before.status && before.status !== 'pending') return // it has ended
    const isNew = Object.keys(changes).length === 0
    const after = isNew ? before : { ...before, ...changes, revision: before.revision + 1 }
    if (isNew || (await ports.replaceDelivery(after, before))) known.set(id, after)
  }

  const idAt = (number: number) => [...known.keys()][number % Math.max(1, known.size)] ?? ''

  const attempt = async (one: Extract<Step, { kind: 'attempt' }>) => {
    const { which, ending, durationMs } = one
    const outcome: Outcome =
      ending === 'successful'
        ? { kind: 'delivered', status: 200 }
        : { kind: 'failed', reason: 'status 500' }
    for (const number of which) {
      await change(idAt(number), (before) => {
        const startedAt = state.now.toISOString()
        const status = before.status === 'pending' ? ending : before.status
        return {
          status,
          attempts: [...before.attempts, anAttempt(1, { outcome, durationMs, startedAt })],
        }
      })
    }
  }

  /** Marks are counted after two minutes. */
  const sweep = async (): Promise<void> => {
    pass(130)
    queue.push({ kind: 'sweep-first', marketplace: 'acme' })
    queue.push({ kind: 'roll-up', marketplace: 'acme' })
    for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
      if (message.kind === 'sweep-first') await sweepFirst(message, ports)
      if (message.kind === 'roll-up') await rollUp(message, ports)
      if (message.kind === 'recount') await recount(message, ports)
    }
  }

  return {
    take: async (one: Step): Promise<void> => {
      if (one.kind === 'publish') await publish(one)
      if (one.kind === 'attempt') await attempt(one)
      if (one.kind === 'request') await change(idAt(one.which), () => ({ status: 'pending' }))
      const times = one.kind === 'pass' ? one.times : 1
      for (let left = times; left > 0; left -= 1) {
        if (one.kind === 'pass') pass(one.seconds)
        await sweep()
      }
    },

    counted: async () => {
      const buckets = bucketsOf('month', state.now)
      const key = { marketplace: 'acme', id: 'webhook-1' }
      const sum = emptyTally()
      for (const one of await countDeliveries(key, buckets, ports)) addTally(sum, one)
      return withoutZeros(sum)
    },

    plainly: () => {
      const [{ from } = { from: '' }] = bucketsOf('month', state.now)
      const sum = emptyTally()
      for (const one of known.values()) if (one.createdAt >= from) countIn(sum, one)
      return withoutZeros(sum)
    },
  }
}

function withoutZeros({ counts, attempts, durations }: ReturnType<typeof emptyTally>) {
  const nonZero = (numbers: object) =>
    Object.fromEntries(Object.entries(numbers).filter(([, number]) => number !== 0))
  return { counts: nonZero(counts), attempts, durations: nonZero(durations) }
}
