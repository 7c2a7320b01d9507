import { positionAt } from '../deliveries/delivery-id.ts'
import type { DeliveryStore } from '../deliveries/delivery-store.ts'
import type { Delivery } from '../deliveries/delivery.ts'
import {
  type EndpointHour,
  hourOf,
  type Rollup,
  rollUpAfterMs,
  type RollupStore,
} from '../deliveries/rollup.ts'
import { countFirstSuccess, countInHour, emptyHour } from '../deliveries/hour-tally.ts'
import { emptyTally, type Tally } from '../deliveries/tally.ts'
import { addMs } from '../values/timestamp.ts'
import type { WakeUpMessage, WakeUpQueue } from '../waiting/wake-up-message.ts'
import { recount, type RecountPorts } from './recount.ts'

export type RollUpPorts = RecountPorts &
  Pick<RollupStore, 'findRolledUp' | 'saveRolledUp'> &
  Pick<DeliveryStore, 'findCreated'> &
  WakeUpQueue

/** The most that one invocation reads; the next message continues. */
const eventsAtOnce = 100

/**
 * Adds the next deliveries of a marketplace to the rollups of their hours; the last step counts the
 * marked hours again. A step that is repeated, because its process died or its message came twice,
 * adds nothing twice: each rollup says up to which position it has counted.
 */
export async function rollUp(
  message: Extract<WakeUpMessage, { kind: 'roll-up' }>,
  ports: RollUpPorts,
): Promise<void> {
  const { marketplace } = message
  const now = ports.now()
  const range = {
    from: (await ports.findRolledUp(marketplace)) ?? '',
    to: positionAt(addMs(now, -rollUpAfterMs)),
  }
  const { deliveries, next } = await ports.findCreated(marketplace, range, eventsAtOnce)
  const upTo = next ?? range.to
  const changes = await withDeliveries(deliveries, upTo, ports)
  const saved = await Promise.all(
    changes.map(({ after, before }) => ports.replaceRollup(after, before)),
  )
  const isSaved = saved.every(Boolean) // or another change came first: the step is repeated
  if (isSaved && upTo > range.from) await ports.saveRolledUp(marketplace, upTo)
  if (isSaved && next === undefined) return recount({ kind: 'recount', marketplace }, ports)
  await ports.sendWakeUp(message, now.toISOString())
}

type Change = { after: Rollup; before: Rollup | undefined }

/** The rollups that these deliveries change, each with those that it has not counted yet. */
async function withDeliveries(
  deliveries: AsyncIterable<Delivery>,
  upTo: string,
  ports: RollUpPorts,
): Promise<Change[]> {
  const changes = new Map<string, Change>()
  for await (const delivery of deliveries) {
    const { marketplace, endpoint, id, createdAt } = delivery
    if (delivery.isTest === true) continue
    const hour = hourOf(createdAt)
    const name = `${endpoint}#${hour}`
    const change = changes.get(name) ?? (await begin({ marketplace, endpoint, hour }, ports))
    changes.set(name, change)
    if (id >= (change.before?.upTo ?? '')) countInHour(change.after, delivery)
  }
  const isNew = ({ before }: Change) => before === undefined || before.upTo < upTo
  return [...changes.values()].filter(isNew).map((one) => ({
    ...one,
    after: { ...one.after, upTo },
  }))
}

async function begin(hour: EndpointHour, ports: RollUpPorts): Promise<Change> {
  const before = await ports.findRollup(hour)
  if (before === undefined) {
    return { after: { ...hour, ...emptyHour(ports.archives), upTo: '', revision: 1 }, before }
  }
  const after = { ...structuredClone(before), revision: before.revision + 1 }
  if (!ports.archives || before.firstSuccesses !== undefined) return { after, before }
  return { after: { ...after, firstSuccesses: await firstSuccessesIn(before, ports) }, before }
}

/** Of an hour whose first deliveries were counted before there was an archive. */
async function firstSuccessesIn(
  { marketplace, endpoint: id, hour, upTo }: Rollup,
  ports: RollUpPorts,
): Promise<Tally> {
  const firstSuccesses = emptyTally()
  await ports.forEachDelivery({ marketplace, id }, { from: positionAt(hour), to: upTo }, (one) => {
    countFirstSuccess(firstSuccesses, one)
  })
  return firstSuccesses
}
