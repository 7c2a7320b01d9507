import { describe, expect, it } from '@jest/globals'

import { fairQueue } from '../../../adapters/leveldb/fair-queue.ts'
import type { SlowPlaces } from '../../../adapters/leveldb/places.ts'

const slow: SlowPlaces = {
  afterMs: 2000,
  quick: 20,
  max: 60,
  perOwner: 10,
  total: 20,
  perGroup: 2,
}

/** A queue with its own clock, and what of it is in flight. */
function aQueue(changes: Partial<SlowPlaces> = {}) {
  const clock = { ms: 0 }
  const queue = fairQueue({ maxPerGroup: 8, slow: { ...slow, ...changes } }, () => clock.ms)
  const inFlight: { id: string; group: string }[] = []
  let number = 0
  return {
    add: (group: string, count: number) => {
      for (let added = 0; added < count; added += 1) queue.add(String((number += 1)), group)
    },
    /** Takes all that there is room for; returns their groups. */
    take: () => {
      const taken = queue.take(1000)
      inFlight.push(...taken)
      return taken.map(({ group }) => group)
    },
    finish: (of: string) => {
      for (const { id, group } of inFlight.splice(0)) {
        if (group.startsWith(of)) queue.release(id, group)
        else inFlight.push({ id, group })
      }
    },
    pass: (ms: number) => (clock.ms += ms),
    countInFlight: (of = '') => inFlight.filter(({ group }) => group.startsWith(of)).length,
    untilRoomMs: queue.untilRoomMs,
  }
}

/** Groups of webhooks whose receivers hang, with more messages than they get places. */
function hanging(queue: ReturnType<typeof aQueue>, owner: string, webhooks: number) {
  for (let number = 1; number <= webhooks; number += 1) queue.add(`${owner}/hangs-${number}`, 50)
}

describe('fairQueue() with slow messages', () => {
  it('gives the place of a slow message to another one', () => {
    const queue = aQueue({ quick: 4, perOwner: 50, total: 50 })
    queue.add('acme/a', 8)

    expect(queue.take()).toHaveLength(4)
    queue.pass(1999)
    expect(queue.take()).toHaveLength(0)
    queue.pass(1)
    expect(queue.take()).toHaveLength(4)
    queue.pass(2000)
    expect(queue.take()).toHaveLength(0) // the group has its eight
  })

  it('says when there will be room, and nothing while there is', () => {
    const queue = aQueue({ quick: 4 })
    queue.add('acme/a', 3)
    queue.take()
    expect(queue.untilRoomMs()).toBeUndefined()
    queue.pass(500)
    queue.add('acme/b', 3)
    queue.take()

    expect(queue.untilRoomMs()).toBe(1500)
    queue.pass(5000)
    expect(queue.untilRoomMs()).toBe(0)
  })

  it.each([1, 7, 20, 50])('%i hanging receivers leave others their places', (webhooks) => {
    const queue = aQueue({ max: 200 })
    hanging(queue, 'globex', webhooks)
    for (let second = 0; second < 20; second += 1) {
      queue.pass(2000)
      queue.take()
    }

    queue.add('acme/healthy', 1)
    queue.pass(2000)

    expect(queue.take()).toContain('acme/healthy')
    // At most its part, what was young when it was reached, and two of each webhook.
    expect(queue.countInFlight('globex/')).toBeLessThanOrEqual(slow.perOwner + 20 + 2 * webhooks)
  })

  it('gives each webhook of an owner with many slow ones two places', () => {
    const queue = aQueue()
    hanging(queue, 'acme', 2)
    queue.take()
    queue.pass(2000)

    queue.add('acme/healthy', 10)
    queue.add('globex/healthy', 10)
    const taken = queue.take()

    expect(taken.filter((group) => group === 'acme/healthy')).toHaveLength(2)
    expect(taken.filter((group) => group === 'globex/healthy')).toHaveLength(8)
  })

  it('gives each webhook two when the slow ones of all owners are many', () => {
    const queue = aQueue({ perOwner: 16 })
    for (const owner of ['a', 'b', 'c']) hanging(queue, owner, 1)
    queue.take()
    queue.pass(2000)

    queue.add('acme/healthy', 10)

    expect(queue.take().filter((group) => group === 'acme/healthy')).toHaveLength(2)
  })

  it('gives the places back when the slow ones have ended', () => {
    const queue = aQueue()
    hanging(queue, 'acme', 2)
    queue.take()
    queue.pass(2000)
    queue.add('acme/healthy', 20)
    queue.take()

    queue.finish('acme/')

    const taken = queue.take().filter((group) => group === 'acme/healthy')
    expect(taken.length).toBeGreaterThan(2)
  })

  it('never has more in flight than its maximum', () => {
    const queue = aQueue({ max: 30, perOwner: 1000, total: 1000 })
    hanging(queue, 'globex', 50)
    for (let round = 0; round < 10; round += 1) {
      queue.take()
      queue.pass(2000)
    }

    expect(queue.countInFlight()).toBe(30)
  })

  it('takes requested attempts while the deliveries of their webhook hang', () => {
    const queue = aQueue()
    queue.add('acme/hangs', 50)
    queue.take()
    queue.add('acme/hangs/requested', 1)

    expect(queue.take()).toEqual(['acme/hangs/requested'])
  })
})
