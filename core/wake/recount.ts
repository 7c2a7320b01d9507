import { positionAt } from '../deliveries/delivery-id.ts'
import {
  hourAfter,
  mayHaveLeft,
  type RecountMark,
  recountAfterMs,
  type Rollup,
  type RollupStore,
} from '../deliveries/rollup.ts'
import {
  countInHour,
  countRemaining,
  emptyHour,
  hourOfArchived,
  type HourTally,
} from '../deliveries/hour-tally.ts'
import type { WakeUpMessage, WakeUpQueue } from '../waiting/wake-up-message.ts'

export type RecountPorts = Pick<
  RollupStore,
  'archives' | 'findMarks' | 'removeMark' | 'findRollup' | 'replaceRollup' | 'forEachDelivery'
> &
  WakeUpQueue & { now: () => Date }

/** The most hours that one invocation counts; the next message continues. */
const hoursAtOnce = 10

/** Counts the marked hours of a marketplace again, from all their deliveries. */
export async function recount(
  message: Extract<WakeUpMessage, { kind: 'recount' }>,
  ports: RecountPorts,
): Promise<void> {
  const now = ports.now()
  const { marketplace, after } = message
  const marks = await ports.findMarks(marketplace, { limit: hoursAtOnce, after })
  for (const mark of marks) {
    if (Date.parse(mark.at) <= now.getTime() - recountAfterMs) await recountHour(mark, ports)
  }
  const last = marks.length < hoursAtOnce ? undefined : marks.at(-1)
  if (last !== undefined) await ports.sendWakeUp({ ...message, after: last }, now.toISOString())
}

/** The mark stays if another change of the rollup came first: the next sweep counts again. */
async function recountHour(mark: RecountMark, ports: RecountPorts): Promise<void> {
  const before = await ports.findRollup(mark)
  if (before !== undefined) {
    const after = { ...before, ...(await recounted(before, ports)), revision: before.revision + 1 }
    if (!(await ports.replaceRollup(after, before))) return
  }
  await ports.removeMark(mark)
}

async function recounted(before: Rollup, ports: RecountPorts): Promise<HourTally> {
  const { marketplace, endpoint: id, hour, upTo, firstSuccesses } = before
  const end = positionAt(hourAfter(hour))
  const range = { from: positionAt(hour), to: upTo < end ? upTo : end }
  const haveLeft = firstSuccesses !== undefined && mayHaveLeft(before, ports.now())
  const tally = haveLeft ? hourOfArchived(firstSuccesses) : emptyHour(ports.archives)
  const count = haveLeft ? countRemaining : countInHour
  await ports.forEachDelivery({ marketplace, id }, range, (delivery) => {
    count(tally, delivery)
  })
  return tally
}
