import { parseBusEvent } from '../core/events/bus-event.ts'
import { withoutCardData } from '../core/events/card-data.ts'
import { fanOut, type FanOutPorts } from '../core/fan-out/fan-out.ts'
import type { DeadLetterPorts } from './dead-letter.ts'
import { eachRecord } from './each-record.ts'

/**
 * Fans out a batch of events. The routes of a marketplace's resource, and the health of its
 * receivers, are read once per batch.
 */
export function fanOutHandler(ports: FanOutPorts & DeadLetterPorts) {
  return eachRecord(() => {
    const batchPorts = {
      ...ports,
      findRoutes: oncePerKey(ports.findRoutes),
      findAllHealth: oncePerKey(ports.findAllHealth),
    }
    return async ({ body }) => {
      const read = parseBusEvent(body)
      if (read.kind === 'malformed') return { unreadable: read.reason, body: read.text }

      const { event, source } = read
      const deliveries = await fanOut(event, source, batchPorts)
      if (deliveries === 'uuid taken') {
        const reason = `Cannot accept the event: another event has the uuid '${event.uuid}'`
        return { unreadable: reason, body: withoutCardData(body) }
      }
      ports.log({
        message: 'fanned out',
        marketplace: event.marketplace,
        event: event.uuid,
        resource: event.resource.type,
        resourceAction: event.resourceAction,
        deliveries: deliveries.length,
      })
      return undefined
    }
  }, ports)
}

/** Caches reads for the duration of a batch. */
function oncePerKey<Key extends string[], Found>(
  find: (...key: Key) => Promise<Found>,
): (...key: Key) => Promise<Found> {
  const found = new Map<string, Promise<Found>>()
  return (...key) => {
    const name = key.join('#')
    const result = found.get(name) ?? find(...key)
    found.set(name, result)
    return result
  }
}
