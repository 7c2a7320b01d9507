import type { Costs } from './simulation.ts'
import { aWebhook } from './builders.ts'
import type { UnitsPerKey } from './cost/units-per-key.ts'
import { watchedTables } from './cost/watched-tables.ts'
import { answer } from './simulated-receiver.ts'
import { aSimulation } from './simulation.ts'
import { slowWakePorts } from './simulated-wake.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }

type Drain = {
  /** Deliveries that waited, all delivered since. */
  waiting: number
  /** From the first of them to the last one. */
  seconds: number
  /** Deliveries a second in each tenth of that time, the first and the last included. */
  rates: readonly number[]
  maxInFlight: number
  /** The most messages in the deliveries queue, sampled every second. */
  maxQueued: number
  /** What the tables would bill meanwhile. */
  units: UnitsPerKey
  /** All requests meanwhile. */
  costs: Costs
}

/**
 * Lets deliveries wait for one receiver that is down, and delivers them when it is back, with SQS's
 * delays and the times of the calls of a wake function as it is deployed.
 */
export async function drain(count: number): Promise<Drain> {
  const units: UnitsPerKey = new Map()
  const simulation = await aSimulation({
    webhooks: [aWebhook()],
    isByTheSecond: true,
    wakePorts: slowWakePorts,
    watch: (tables) => watchedTables(tables, units),
  })
  const { clock, receiver, deliveries, ports } = simulation
  receiver.reply = () => answer(500)
  while ((await ports.findHealth(key))?.circuit === undefined) {
    simulation.publish()
    await clock.pass(300)
  }
  while (simulation.events < count) {
    simulation.publish(100)
    await clock.pass(20)
  }
  await clock.pass(600_000) // the first ones are due again

  const before = simulation.costs()
  units.clear()
  const attempts = receiver.seen.length
  receiver.reply = () => answer(204)
  receiver.maxInFlight = 0
  let maxQueued = 0
  while (receiver.seen.length - attempts < simulation.events) {
    await clock.pass(1000)
    maxQueued = Math.max(maxQueued, deliveries.left)
  }
  await clock.pass(10_000)

  // A probe that failed last waits longer than the others.
  const attempted = new Set(receiver.seen.slice(0, attempts).map(({ delivery }) => delivery))
  const times = receiver.seen.filter(({ delivery }) => !attempted.has(delivery)).map(({ at }) => at)
  const [first = NaN, last = NaN] = [times[0], times.at(-1)]
  const tenthMs = (last - first) / 10
  const tenth = (number: number) =>
    times.filter((at) => Math.min(9, Math.floor((at - first) / tenthMs)) === number).length
  return {
    waiting: simulation.events,
    seconds: (last - first) / 1000,
    rates: Array.from({ length: 10 }, (_, number) => (tenth(number) / tenthMs) * 1000),
    maxInFlight: receiver.maxInFlight,
    maxQueued,
    units,
    costs: difference(simulation.costs(), before),
  }
}

function difference(after: Costs, before: Costs): Costs {
  const entries = Object.entries(after) as [keyof Costs, number][]
  return Object.fromEntries(entries.map(([name, count]) => [name, count - before[name]])) as Costs
}
