import type { Delivery } from '../deliveries/delivery.ts'
import type { DueAttempt } from '../deliveries/due-attempt.ts'
import type { LineStore, Place } from './line-store.ts'
import type { WaitingStore } from './waiting-store.ts'
import { wakeAt, type WakeAtPorts } from './wake-up.ts'

export type LinePorts = LineStore & Pick<WaitingStore, 'park'> & WakeAtPorts

/**
 * Only the first delivery of a line has a waiting row or a message. The others have their place, and
 * the delivery that ends parks the row of the next one.
 *
 * Who adds a place then reads which is the first, and who removes one reads it after that, so that
 * one of two concurrent changes sees the other. Until a place is removed and the next row is parked, the
 * row or the message of the ended delivery exists, and repeats both after a crash.
 */
export function isOrdered({ sequence }: Pick<Delivery, 'sequence'>): boolean {
  return sequence !== undefined
}

/** `attempt` is due when the delivery is the first. */
type JoinInput = { delivery: Delivery; attempt: DueAttempt; isRepeated: boolean }

/** A delivery's place, and whether it is the first of its line. */
type Joined = { place: Place; isFirst: boolean }

/** Adds a delivery to its line, unless it may have joined before and has its place. */
export async function joinLine(
  { delivery, attempt, isRepeated }: JoinInput,
  ports: LineStore,
): Promise<Joined> {
  const found = isRepeated ? await ports.findPlace(delivery) : undefined
  const place = found ?? (await ports.addPlace(delivery, attempt))
  const first = await ports.findFirstPlace(delivery)
  return { place, isFirst: first?.delivery === delivery.id }
}

/**
 * The delivery with its sequence, if it is the first of its line; undefined if others come first, of
 * which the last one brings it back. A delivery that has no place gets one.
 */
export async function takeTurn(
  delivery: Delivery,
  attempt: DueAttempt,
  ports: LineStore,
): Promise<Delivery | undefined> {
  const first = await ports.findFirstPlace(delivery)
  if (first?.delivery === delivery.id) return { ...delivery, sequence: first.sequence }
  const { place, isFirst } = await joinLine({ delivery, attempt, isRepeated: true }, ports)
  return isFirst ? { ...delivery, sequence: place.sequence } : undefined
}

/** Takes a delivery that has ended out of its line; the next one is due. */
export async function passTurn(ended: Delivery, ports: LinePorts): Promise<void> {
  let first = await ports.findFirstPlace(ended)
  while (first?.delivery === ended.id) {
    await ports.removePlace(ended, first)
    first = await ports.findFirstPlace(ended)
  }
  if (first === undefined) return
  await parkFirst(first, ports)
}

/** Parks the row of the first delivery of a line, and wakes its webhook. */
export async function parkFirst(
  { position, sequence, ...row }: Place,
  ports: LinePorts,
): Promise<void> {
  await ports.park(row)
  const { marketplace, endpoint: id } = row
  await wakeAt({ marketplace, id }, ports.now().toISOString(), ports)
}
