import { readBusEvent } from '../core/bus-event.ts'
import { fanOut, type FanOutNeeds } from '../core/fan-out.ts'
import { eachRecord, type RecordNeeds } from './each-record.ts'

/** Fans out the events of a batch; the routes of a marketplace's resource are read once for all. */
export function fanOutHandler(needs: FanOutNeeds & RecordNeeds) {
  return eachRecord(() => {
    const batchNeeds = { ...needs, findRoutes: oncePerKey(needs.findRoutes) }
    return async ({ body }) => {
      const read = readBusEvent(body)
      if (read.kind === 'malformed') return { unreadable: read.reason, body: read.text }

      const { event, source } = read
      const deliveries = await fanOut(event, source, batchNeeds)
      needs.log({
        message: 'fanned out',
        marketplace: event.marketplace,
        event: event.uuid,
        resource: event.resource.type,
        resourceAction: event.resourceAction,
        deliveries: deliveries.length,
      })
      return undefined
    }
  }, needs)
}

function oncePerKey(findRoutes: FanOutNeeds['findRoutes']): FanOutNeeds['findRoutes'] {
  const found = new Map<string, ReturnType<typeof findRoutes>>()
  return (marketplace, resource) => {
    const key = `${marketplace}#${resource}`
    const routes = found.get(key) ?? findRoutes(marketplace, resource)
    found.set(key, routes)
    return routes
  }
}
