import { describe, expect, it } from '@jest/globals'

import { webhooksIn } from '../../adapters/stores/webhook-store.ts'
import { fanOut } from '../../core/fan-out/fan-out.ts'
import { asTable } from '../support/as-table.ts'
import { anEntry, anEvent, aWebhook, noon } from '../support/builders.ts'
import { deliveryFor, pendingIn } from '../support/found-deliveries.ts'
import type { Fate } from '../support/simulated-queue.ts'
import { answer, maxInASecond } from '../support/simulated-receiver.ts'
import { aSimulation, type Simulation } from '../support/simulation.ts'

const secondMs = 1000
const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs

const key = { marketplace: 'acme', id: 'webhook-1' }

/** When requests arrived, in seconds after noon. */
const seconds = ({ receiver }: Simulation) =>
  receiver.seen.map(({ at }) => (at - noon.getTime()) / secondMs)

/** Responds with 500 this many times, then with 204. */
function failingTimes({ receiver }: Simulation, times: number): void {
  let left = times
  receiver.reply = () => {
    left -= 1
    return answer(left >= 0 ? 500 : 204)
  }
}

/** Text that only messages of one kind contain. */
const marks = { 'wake-up': '"kind":"wake-up"', later: '"leasedUntil":', first: '"enclosed":' }

/** Applies a fate to the next message of a kind, once. */
function onceFor(queue: Simulation['wakeUps'], kind: keyof typeof marks, fate: Fate): void {
  queue.fateOf = (body) => {
    if (!body.includes(marks[kind])) return undefined
    queue.fateOf = () => undefined
    return fate
  }
}

/** The deliveries that have not ended, with their rows and messages. */
async function leftOf({ ports, deliveries }: Simulation) {
  const pending = await pendingIn(ports)
  const waiting = await ports.findWaiting(key, undefined, 10)
  const leased = await ports.findLeased(key, 10)
  return { pending: [...pending], waiting, leased, messages: deliveries.left }
}
const noLeftovers = { pending: [], waiting: [], leased: [], messages: 0 }

describe('a waiting delivery', () => {
  it('is attempted on time however long it waits: its wake-up is forwarded', async () => {
    const waitsSeconds = [3600, 36_000]
    const simulation = await aSimulation({ webhooks: [aWebhook()], waitsSeconds, latencyMs: 0 })
    failingTimes(simulation, 2)

    simulation.publish()
    await simulation.clock.pass(dayMs)

    const [, second = NaN, third = NaN] = seconds(simulation)
    expect(second).toBeCloseTo(3600 * 1.05, 0)
    expect(third - second).toBeCloseTo(36_000 * 1.05, 0)
    // One forward per 15 minutes, a few wake-ups per attempt, and three per sweep.
    expect(simulation.wakeUps.sent).toBeLessThanOrEqual(4.2 + 42 + 8 + 3 * 4 * 24)
    expect(await leftOf(simulation)).toEqual(noLeftovers)
  })

  it.each([
    ['the wake-up', 'wakeUps', 'wake-up', hourMs],
    ['the message of a later attempt', 'deliveries', 'later', hourMs],
    ['the message of the first attempt', 'deliveries', 'first', 2 * hourMs],
  ] as const)('is attempted later, and once, when %s is lost', async (_, queue, kind, maxMs) => {
    const simulation = await aSimulation({ webhooks: [aWebhook()], waitsSeconds: [300, 300] })
    failingTimes(simulation, 1)
    onceFor(simulation[queue], kind, 'lost')

    simulation.publish()
    await simulation.clock.pass(maxMs + 2 * 315 * secondMs)

    expect(seconds(simulation)).toHaveLength(2)
    await simulation.clock.pass(dayMs)
    expect(seconds(simulation)).toHaveLength(2)
    expect(await leftOf(simulation)).toEqual(noLeftovers)
  })

  it.each([
    ['wakeUps', 'wake-up'],
    ['deliveries', 'later'],
  ] as const)(
    'makes no attempt twice when a message on %s comes twice: %s',
    async (queue, kind) => {
      const simulation = await aSimulation({ webhooks: [aWebhook()], waitsSeconds: [300, 300] })
      failingTimes(simulation, 2)
      simulation[queue].fateOf = (body) => (body.includes(marks[kind]) ? 'repeated' : undefined)

      simulation.publish()
      await simulation.clock.pass(dayMs)

      expect(seconds(simulation)).toHaveLength(3)
      expect(await leftOf(simulation)).toEqual(noLeftovers)
    },
  )
})

describe('a receiver that sends Retry-After', () => {
  it('gets no request until then, and few after that; another receiver is not affected', async () => {
    const other = aWebhook({ id: 'webhook-2', url: 'https://other.example.com/' })
    const simulation = await aSimulation({ webhooks: [aWebhook(), other] })
    const { receiver, clock } = simulation
    const isOther = (url: string) => url === other.url
    receiver.reply = ({ url }) =>
      !isOther(url) && clock.now().getTime() < noon.getTime() + 2 * secondMs
        ? answer(429, { 'retry-after': '600' })
        : answer(204)

    clock.every(500, () => {
      if (simulation.events < 2000) simulation.publish()
    })
    await clock.pass(2 * hourMs)

    const waited = await waitedOf(simulation, (url) => !isOther(url))
    const at = receiver.seen
      .filter(({ url }) => !isOther(url))
      .map((seen) => (seen.at - noon.getTime()) / secondMs)
    const refused = at.filter((second) => second < 600)
    const after = waited.map((second) => second - 600)
    const others = receiver.seen.filter(({ url }) => isOther(url))
    console.log(
      `paused for 600 s: ${refused.length} before (${refused.join(', ')} s), waiting ones arrived ` +
        `${after.slice(0, 8).join(', ')} … ${after.at(-1)} s later`,
    )
    expect(refused.length).toBeLessThanOrEqual(3)
    expect(at.filter((second) => second > 2 && second < 600)).toEqual([])
    expect(waited.length).toBeGreaterThan(1000)
    expect(after.filter((second) => second < 4).length).toBeLessThanOrEqual(6)
    expect(others).toHaveLength(2000)
    expect(others.every((seen, index) => seen.at === noon.getTime() + (index + 1) * 500)).toBe(true)
    expect(await leftOf(simulation)).toEqual(noLeftovers)
  })
})

describe('a webhook with limits', () => {
  it.each([
    ['as fast as they allow on a queue with delays in milliseconds', false, 66],
    ['a little slower on a queue with delays in whole seconds', true, 102],
  ])('gets 300 deliveries, oldest first, %s', async (_, isByTheSecond, maxSeconds) => {
    const limits = { perSecond: 5, inFlight: 2 }
    const webhooks = [aWebhook({ limits })]
    const simulation = await aSimulation({ webhooks, latencyMs: 300, isByTheSecond })
    const { receiver, clock, ports } = simulation

    for (let count = 0; count < 300; count += 1) {
      simulation.publish()
      await clock.pass(10)
    }
    await clock.pass(10 * minuteMs)

    const order = await Promise.all(
      receiver.seen.map(async ({ delivery }) => {
        const found = await ports.findDelivery('acme', delivery)
        return found?.createdAt ?? ''
      }),
    )
    const [first, last] = [receiver.seen[0]?.at ?? NaN, receiver.seen.at(-1)?.at ?? NaN]
    console.log(
      `limits of 5 per second and 2 in flight: 300 in ${(last - first) / 1000} s, max in flight ` +
        `${receiver.maxInFlight}, max per second ${maxInASecond(receiver.seen)}, ` +
        `${simulation.wakeUps.sent} wake-ups, ${simulation.costs().reads} reads`,
    )
    expect(receiver.seen).toHaveLength(300)
    expect(receiver.maxInFlight).toBeLessThanOrEqual(2)
    expect(maxInASecond(receiver.seen)).toBeLessThanOrEqual(5)
    expect(order).toEqual(order.toSorted())
    expect((last - first) / 1000).toBeLessThan(maxSeconds)
    // Per delivery, at most one to dispatch it, one for the next, and as many when it ends.
    expect(simulation.wakeUps.sent).toBeLessThanOrEqual(4 * 300)
    expect(await leftOf(simulation)).toEqual(noLeftovers)
  })
})

describe('a sweep', () => {
  it('ends a delivery whose fan-out stopped before its row was written and whose webhook was then deleted', async () => {
    const webhook = aWebhook({ limits: { perSecond: 5 } })
    const other = aWebhook({ id: 'webhook-2', events: ['subscription.changed'] })
    const { ports, tables, clock, ...simulation } = await aSimulation({
      webhooks: [webhook, other],
    })
    const stopped = { ...ports, park: () => Promise.reject(new Error('Throttled')) }
    await fanOut(anEvent(), { source: 'bus-1' }, stopped).catch(() => undefined)
    await webhooksIn(tables.webhooks).deleteWebhook(webhook, anEntry())

    await clock.pass(4 * hourMs)

    const found = await deliveryFor(anEvent().uuid, webhook.id, ports)
    expect(found).toMatchObject({ status: 'dropped', attempts: [] })
    expect(simulation.receiver.seen).toEqual([])
  })

  it('continues over several messages when 2,500 webhooks wait', async () => {
    const webhooks = Array.from({ length: 2500 }, (_, number) =>
      aWebhook({ id: `webhook-${number}`, url: `https://${number}.example.com/` }),
    )
    const simulation = await aSimulation({ webhooks, waitsSeconds: [60], latencyMs: 0 })
    const { receiver, wakeUps, clock } = simulation
    receiver.reply = () => answer(clock.now().getTime() === noon.getTime() ? 500 : 204)
    wakeUps.fateOf = (body) => (body.includes('"wake-up"') ? 'lost' : undefined)

    simulation.publish()
    await clock.pass(hourMs - 1)
    wakeUps.fateOf = () => undefined
    const before = receiver.seen.length
    await clock.pass(minuteMs)

    expect([before, receiver.seen.length]).toEqual([2500, 5000])
    expect(await leftOf(simulation)).toEqual(noLeftovers)
  })
})

describe('a failing receiver', () => {
  it('that fails for five days causes two warnings, then is disabled, and its waiting deliveries are skipped', async () => {
    const simulation = await aSimulation({ webhooks: [aWebhook()] })
    const { receiver, clock, ports, notices } = simulation
    receiver.reply = () => answer(500)

    clock.every(10 * minuteMs, () => {
      simulation.publish()
    })
    await clock.pass(6 * dayMs)

    const told = notices.map((notice) => [
      'stage' in notice ? notice.stage : notice.kind,
      (Date.parse(notice.at) - noon.getTime()) / hourMs,
    ])
    const counts = await statuses(simulation)
    console.log(
      asTable(
        told.map(([what, hours]) => ({ notice: String(what), hours: Number(hours).toFixed(1) })),
      ) + `\n${receiver.seen.length} requests; ${JSON.stringify(counts)}`,
    )
    expect(told.map(([what]) => what)).toEqual(['half', 'three quarters', 'disabled'])
    expect(await ports.findWebhook('acme', 'webhook-1')).toMatchObject({ enabled: false })
    expect(counts['pending'] ?? 0).toBe(0)
    expect(await leftOf(simulation)).toEqual(noLeftovers)
    const at = told.map(([, hours]) => Number(hours))
    expect(at.map((hours, step) => hours - ([60, 90, 120][step] ?? NaN) < 1)).toEqual([
      true,
      true,
      true,
    ])
  })

  it('that fails for 30 s at 50 events per second costs few attempts, and gets all soon', async () => {
    const simulation = await aSimulation({ webhooks: [aWebhook()] })
    const { receiver, clock } = simulation
    receiver.reply = () => {
      const second = (clock.now().getTime() - noon.getTime()) / secondMs
      return answer(second >= 60 && second < 90 ? 500 : 204)
    }
    clock.every(20, () => {
      if (simulation.events < 50 * 180) simulation.publish()
    })

    await clock.pass(30 * minuteMs)

    const burned = receiver.seen.filter(
      ({ reply }) => reply.kind === 'answered' && reply.status === 500,
    ).length
    const last = (Math.max(...receiver.seen.map(({ at }) => at)) - noon.getTime()) / secondMs
    const back = await caughtUp(simulation)
    console.log(
      `30 s of failures at 50/s: ${burned} attempts burned; waiting ones caught up ${back - 90} s later, ` +
        `the last burned one ${last - 90} s later; max in flight ${receiver.maxInFlight}`,
    )
    expect(burned).toBeLessThan(60)
    expect(receiver.seen).toHaveLength(9000 + burned)
    expect(await leftOf(simulation)).toEqual(noLeftovers)
    expect(last).toBeLessThan(90 + 15 * 60)
  })
})

/** The seconds in which waiting deliveries arrived. */
async function waitedOf({ receiver, ports }: Simulation, isMeant: (url: string) => boolean) {
  const waited: number[] = []
  for (const { delivery, url, at } of receiver.seen) {
    if (!isMeant(url)) continue
    const found = await ports.findDelivery('acme', delivery)
    const isLate = at - Date.parse(found?.createdAt ?? '') > secondMs
    if (isLate) waited.push((at - noon.getTime()) / secondMs)
  }
  return waited
}

/** The second of the last successful first attempt of a waiting delivery. */
async function caughtUp({ receiver, ports }: Simulation): Promise<number> {
  let last = 0
  for (const { delivery, at } of receiver.seen) {
    const found = await ports.findDelivery('acme', delivery)
    const isLate = at - Date.parse(found?.createdAt ?? '') > secondMs
    if (isLate && found?.attempts.length === 1) last = Math.max(last, at)
  }
  return (last - noon.getTime()) / secondMs
}

async function statuses({ ports }: Simulation) {
  const counts: Partial<Record<string, number>> = {}
  let from: string | undefined
  do {
    const page = await ports.listDeliveries('acme', {}, { limit: 100, from })
    for (const { status } of page.deliveries) counts[status] = (counts[status] ?? 0) + 1
    from = page.next
  } while (from !== undefined)
  return counts
}
