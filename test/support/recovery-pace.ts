import { newRecovery, sendStep } from '../../core/wake/recovery.ts'
import type { Endpoint } from '../../core/webhooks/endpoint.ts'
import { anAcceptedEvent, aDelivery, anEvent, aWebhook, uuidOf } from './builders.ts'
import { sumOfUnits, watchedTables } from './cost/watched-tables.ts'
import type { UnitsPerKey } from './cost/units-per-key.ts'
import { answer, maxInASecond } from './simulated-receiver.ts'
import { aSimulation, type Simulation } from './simulation.ts'
import { quickWakePorts, slowWakePorts } from './simulated-wake.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }

export type PacedRecovery = {
  engine: 'embedded' | 'AWS'
  /** Deliveries that wait after an outage, or a recovery of deliveries that have failed. */
  of: 'outage' | 'recovery'
  limits: NonNullable<Endpoint['limits']>
  latencyMs: number
}

/** After the ramp-up, the steady rate is measured. */
const rampUpSeconds = 9
const measuredSeconds = 8

/** How fast a webhook with limits gets what waited for it, from when its receiver is back. */
export async function recoveryPace({ engine, of, limits, latencyMs }: PacedRecovery) {
  const isByTheSecond = engine === 'AWS'
  const units: UnitsPerKey = new Map()
  const simulation = await aSimulation({
    webhooks: [aWebhook({ limits })],
    latencyMs,
    isByTheSecond,
    wakePorts: isByTheSecond ? slowWakePorts : quickWakePorts,
    watch: (tables) => watchedTables(tables, units),
  })
  const { clock, receiver } = simulation
  const perSecond = rateOf(limits, latencyMs)
  const count = Math.ceil(perSecond * (rampUpSeconds + measuredSeconds)) + 20
  await (of === 'outage' ? waitForReceiver(simulation, count) : recover(simulation, count))

  const before = receiver.seen.length
  let beganAt = clock.now().getTime()
  receiver.reply = () => answer(204)
  receiver.maxInFlight = 0
  units.clear()
  if (of === 'outage') beganAt = await probeAt(simulation)
  await clock.pass((rampUpSeconds + measuredSeconds) * 1000)

  const seen = receiver.seen.slice(before)
  const first = seen[of === 'outage' ? 1 : 0]?.at ?? NaN
  const from = beganAt + rampUpSeconds * 1000
  const steady = seen.filter(({ at }) => at >= from && at < from + measuredSeconds * 1000).length
  const sum = sumOfUnits(units)
  return {
    /** From the probe that closes the circuit, or the start of the recovery. */
    firstSeconds: (first - beganAt) / 1000,
    share: steady / measuredSeconds / perSecond,
    maxInASecond: maxInASecond(seen),
    maxInFlight: receiver.maxInFlight,
    writes: sum.writes / seen.length,
    reads: sum.reads / seen.length,
  }
}

/** Passes the time until the next request, and resolves with when it came. */
async function probeAt({ clock, receiver }: Simulation): Promise<number> {
  const before = receiver.seen.length
  while (receiver.seen.length === before) await clock.pass(10)
  return receiver.seen[before]?.at ?? NaN
}

/** What the limits allow of a receiver that takes this long. */
function rateOf({ perSecond = Infinity, inFlight = 100 }: PacedRecovery['limits'], ms: number) {
  return Math.min(perSecond, (inFlight * 1000) / ms)
}

/** Lets deliveries wait for a receiver that is down for a minute. */
async function waitForReceiver(simulation: Simulation, count: number): Promise<void> {
  const { clock, receiver, ports } = simulation
  receiver.reply = () => answer(500)
  while ((await ports.findHealth(key))?.circuit === undefined) {
    simulation.publish()
    await clock.pass(1000)
  }
  while (simulation.events < count) simulation.publish(10)
  await clock.pass(60_000)
}

/** Starts a recovery of deliveries that have failed. */
async function recover({ clock, ports }: Simulation, count: number): Promise<void> {
  const createdAt = clock.now().toISOString()
  for (let number = 0; number < count; number += 1) {
    const event = anEvent({ uuid: uuidOf(number) })
    const delivery = aDelivery({ event, status: 'failed' })
    await ports.storeEvent(anAcceptedEvent({ event }))
    await ports.replaceDelivery(delivery, { ...delivery, revision: 0 })
  }
  const recovery = newRecovery(
    key,
    { id: 'recovery-1', from: createdAt, to: createdAt, statuses: ['failed'], total: count },
    { at: createdAt, by: 'manager-1' },
  )
  await ports.addRecovery(recovery)
  await sendStep(recovery, clock.now(), ports)
}
