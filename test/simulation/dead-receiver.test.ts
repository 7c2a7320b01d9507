import { describe, expect, it } from '@jest/globals'

import { asTable } from '../support/as-table.ts'
import { aWebhook } from '../support/builders.ts'
import { documented } from '../support/documented.ts'
import { pendingIn } from '../support/found-deliveries.ts'
import { answer, maxInASecond, type Seen } from '../support/simulated-receiver.ts'
import { aSimulation, type Costs, costsWhile, type Simulation } from '../support/simulation.ts'

const hourMs = 3_600_000
const events = 20_000

/** Publishes all events evenly over a day, ten at a time. */
function publishOverADay(simulation: Simulation): void {
  const publishNext = () => {
    simulation.publish(10)
    if (simulation.events < events) {
      simulation.clock.after((24 * hourMs * 10) / events, publishNext)
    }
  }
  publishNext()
}

async function hourByHour(simulation: Simulation, hours: number): Promise<Costs[]> {
  const costs: Costs[] = []
  for (let hour = 0; hour < hours; hour += 1) costs.push(await costsWhile(simulation, hourMs))
  return costs
}

const perSecond = (arrived: readonly Seen[], from: number) =>
  Array.from({ length: 12 }, (_, second) => {
    const begin = from + second * 1000
    return arrived.filter(({ at }) => at >= begin && at < begin + 1000).length
  })

describe('a receiver that is dead for two days', () => {
  it('costs a few probes, messages and reads per hour while 20,000 deliveries wait, and then gets them all', async () => {
    const simulation = await aSimulation({ webhooks: [aWebhook()] })
    const { receiver, clock, ports } = simulation
    receiver.reply = () => answer(500)
    publishOverADay(simulation)

    const day = await hourByHour(simulation, 24)
    const quiet = await hourByHour(simulation, 24)
    const burned = receiver.seen.length
    receiver.reply = () => answer(204)
    const backAt = clock.now().getTime()
    await clock.pass(hourMs)

    const arrived = receiver.seen.slice(burned)
    const [first, last] = [arrived[0]?.at ?? NaN, arrived.at(-1)?.at ?? NaN]
    const seconds = perSecond(arrived, first)
    const left = await ports.findWaiting({ marketplace: 'acme', id: 'webhook-1' }, undefined, 1)
    const shown: [string, Costs | undefined][] = [
      ['first hour of events', day[0]],
      ['last hour of events', day[23]],
      ['first quiet hour', quiet[0]],
      ['a later quiet hour', quiet[12]],
      ['last quiet hour', quiet[23]],
    ]
    console.log(
      [
        asTable(shown.map(([hour, costs]) => ({ hour, ...costs }))),
        `attempts while it was down: ${burned}; first arrival ${(first - backAt) / 1000} s after it was back`,
        `all ${arrived.length}: ${(last - first) / 1000} s, by second ${seconds.join(', ')}`,
        `max in flight: ${receiver.maxInFlight}`,
      ].join('\n'),
    )
    for (const hour of quiet.slice(1)) {
      expect(hour.requests).toBeLessThanOrEqual(5)
      expect(hour.deliveries + hour.wakeUps).toBeLessThanOrEqual(25)
      expect(hour.reads).toBeLessThanOrEqual(documented(/and (\d+) reads an hour/))
      // The hour of a delivery that was attempted is counted again.
      expect(hour.itemsRead).toBeLessThanOrEqual(documented(/reads of ([\d,]+) rows/))
      expect(hour.writes).toBeLessThanOrEqual(100)
    }
    expect(new Set(arrived.map(({ delivery }) => delivery)).size).toBe(events)
    expect(arrived).toHaveLength(events)
    // At a latency of 200 ms, five times as many as may be in flight.
    expect(seconds.slice(0, 7).every((count, second) => count <= 5 * 2 ** second + 1)).toBe(true)
    expect(maxInASecond(arrived)).toBeLessThanOrEqual(500)
    expect(receiver.maxInFlight).toBeLessThanOrEqual(100)
    // The calls of the wake function take no time here; test/simulation/drain.test.ts times them.
    expect((last - first) / 1000).toBeLessThan(1.05 * documented(/20,000 of them.*?(\d+) s/))
    expect(await pendingIn(ports)).toEqual([])
    expect([left, simulation.deliveries.left]).toEqual([[], 0])
  }, 240_000)
})
