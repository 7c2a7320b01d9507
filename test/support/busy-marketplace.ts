import type { Reply } from '../../core/deliveries/outcome.ts'
import { aWebhook, uuidOf } from './builders.ts'
import type { UnitsPerKey } from './cost/units-per-key.ts'
import { watchedTables } from './cost/watched-tables.ts'
import { randomFrom } from './random-from.ts'
import { realisticEvent } from './realistic-event.ts'
import { answer } from './simulated-receiver.ts'
import { aSimulation, type Simulation } from './simulation.ts'

/** Deliveries of one marketplace. Each event is for all webhooks. */
export type Traffic = {
  perSecond: number
  seconds: number
  webhooks: number
  reply?: (number: number) => Reply
  /** The uuid of the resource of every event; default: each has its own. */
  resource?: string
}

/** A reply: every tenth is a failure. */
export function failingOneInTen(number: number): Reply {
  return answer(number % 10 === 0 ? 500 : 204)
}

const bodyBytes = 2048
const batchSize = 10

/** A marketplace whose tables count the units of each of their keys. */
export async function aBusyMarketplace({ webhooks, resource, reply = () => answer(204) }: Traffic) {
  const units: UnitsPerKey = new Map()
  const random = randomFrom(1)
  const simulation = await aSimulation({
    webhooks: Array.from({ length: webhooks }, (_, index) =>
      aWebhook({ id: uuidOf(1_000_000 + index), events: ['subscription.changed'] }),
    ),
    isByTheSecond: true,
    eventOf: () => {
      const event = realisticEvent(bodyBytes, random)
      if (resource === undefined) return event
      return { ...event, resource: { ...event.resource, uuid: resource } }
    },
    watch: (tables) => watchedTables(tables, units),
  })
  let requests = 0
  simulation.receiver.reply = () => reply((requests += 1))
  return { simulation, units }
}

/** Publishes the traffic in batches of ten events, evenly. */
export async function publishTraffic(
  { clock, publish }: Simulation,
  { perSecond, seconds, webhooks }: Traffic,
): Promise<void> {
  const batches = (perSecond * seconds) / webhooks / batchSize
  for (let number = 1; number <= batches; number += 1) {
    publish(batchSize)
    const at = Math.round((number * seconds * 1000) / batches)
    const before = Math.round(((number - 1) * seconds * 1000) / batches)
    await clock.pass(at - before)
  }
}
