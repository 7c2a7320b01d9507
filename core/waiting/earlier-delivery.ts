import type { Delivery } from '../deliveries/delivery.ts'
import { isOrdered } from './line.ts'
import type { LineKey, LineStore, Place } from './line-store.ts'

type LineReader = Pick<LineStore, 'findFirstPlace'>

/** The delivery that an ordered one waits for: the first of its line, unless it is that itself. */
export async function earlierDelivery(
  delivery: Delivery,
  { findFirstPlace }: LineReader,
): Promise<string | undefined> {
  if (!isOrdered(delivery) || delivery.status !== 'pending') return undefined
  const first = await findFirstPlace(delivery)
  return first?.delivery === delivery.id ? undefined : first?.delivery
}

/** The same for each of these deliveries, by its id. A line is read once. */
export async function earlierDeliveries(
  deliveries: readonly Delivery[],
  ports: LineReader,
): Promise<ReadonlyMap<string, string | undefined>> {
  const reader = { findFirstPlace: oncePerLine(ports) }
  const waiting = deliveries.filter(isOrdered)
  const found = await Promise.all(waiting.map((one) => earlierDelivery(one, reader)))
  return new Map(waiting.map(({ id }, index) => [id, found[index]]))
}

function oncePerLine({ findFirstPlace }: LineReader): LineReader['findFirstPlace'] {
  const found = new Map<string, Promise<Place | undefined>>()
  return (line: LineKey) => {
    const { type, uuid } = line.event.resource
    const name = JSON.stringify([line.endpoint, type, uuid])
    const first = found.get(name) ?? findFirstPlace(line)
    found.set(name, first)
    return first
  }
}
