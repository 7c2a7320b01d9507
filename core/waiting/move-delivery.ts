import { wakeAt, type WakeAtPorts, wakeForRoom } from './wake-up.ts'
import type { WaitingRow } from './waiting-row.ts'
import type { WaitingStore } from './waiting-store.ts'

export type MovePorts = WakeAtPorts & Pick<WaitingStore, 'park' | 'removeWaiting'>

type Move = {
  /** The row that brings the delivery back from now on. A delivery that has ended has none. */
  reminder?: WaitingRow | undefined
  /** Saves the delivery; false when another change came first. Absent when only rows move. */
  save?: (() => Promise<boolean>) | undefined
  /** The rows that the delivery had so far. */
  done?: readonly WaitingRow[]
  /** When to wake the webhook for the reminder; absent when its wake-up is set elsewhere. */
  wakeAt?: string | undefined
  /** The delivery is due, and goes when fewer are in flight: an attempt that ends wakes the webhook. */
  waitsForRoom?: boolean
}

/**
 * Moves a delivery, in the one order that survives a crash: park the reminder, save the delivery,
 * clear the rows it had, wake its webhook. Resolves with whether the delivery was saved.
 *
 * At any time, a row or a message with the number of the delivery's next attempt exists. If the
 * process dies
 * - before the reminder is parked, nothing has changed: the old rows or the returning message bring
 *   the delivery back;
 * - before the delivery is saved, the reminder is one row too many: `claim` compares its number with
 *   the recorded attempts, and defers or drops it;
 * - before the old rows are cleared, they are too many, and `claim` drops them the same way;
 * - before the webhook is woken, the returning message or the sweep sets the wake-up.
 *
 * When the save fails, a leased reminder is removed again: no other change parked it. Any other
 * reminder stays, because the change that came first may have parked the very same row.
 */
export async function moveDelivery(
  { reminder, save, done = [], ...wake }: Move,
  ports: MovePorts,
): Promise<boolean> {
  if (reminder !== undefined) await ports.park(reminder)
  const isSaved = save === undefined || (await save())
  if (!isSaved && reminder?.leasedUntil !== undefined) {
    await ports.removeWaiting([...done, reminder])
    return false
  }
  if (done.length > 0) await ports.removeWaiting(done)
  if (reminder !== undefined) await wakeFor(reminder, wake, ports)
  return isSaved
}

async function wakeFor(
  { marketplace, endpoint: id }: WaitingRow,
  { wakeAt: at, waitsForRoom = false }: Pick<Move, 'wakeAt' | 'waitsForRoom'>,
  ports: MovePorts,
): Promise<void> {
  const key = { marketplace, id }
  if (at !== undefined) await wakeAt(key, at, ports)
  else if (waitsForRoom) await wakeForRoom(key, ports)
}
