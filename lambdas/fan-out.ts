import { parseBusEvent } from '../core/events/bus-event.ts'
import { withoutCardData } from '../core/events/card-data.ts'
import { fanOut, type FanOutPorts } from '../core/fan-out/fan-out.ts'
import { eachRecord, type RecordPorts } from './each-record.ts'

/**
 * Fans out the events of a batch; the routes of a marketplace's resource, and what its receivers
 * suffer from, are read once for all.
 */
export function fanOutHandler(ports: FanOutPorts & RecordPorts) {
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
        const reason = `Cannot accept the event: another one has the uuid '${event.uuid}'`
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

/** What is asked more than once in a batch is read once. */
function oncePerKey<Key extends string[], Found>(
  find: (...key: Key) => Promise<Found>,
): (...key: Key) => Promise<Found> {
  const found = new Map<string, Promise<Found>>()
  return (...key) => {
    const name = key.join('#')
    const known = found.get(name) ?? find(...key)
    found.set(name, known)
    return known
  }
}
