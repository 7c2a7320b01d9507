import { randomUUID } from 'node:crypto'

import { eventType } from '../../core/events/catalogue.ts'
import { detailOf, type Event } from '../../core/events/event.ts'
import type { Queue } from '../../core/ports.ts'

/**
 * The bus of the embedded engine. Like EventBridge's rules, it puts an event on the events queue,
 * in EventBridge's envelope and with the resource as its group.
 */
export function queueBus({ send }: Pick<Queue, 'send'>, source: string) {
  return {
    publish: async (event: Event): Promise<void> => {
      const type = eventType(event.resource.type, event.resourceAction)
      const envelope = {
        version: '0',
        id: randomUUID(),
        'detail-type': type,
        source,
        time: new Date(event.timestamp).toISOString(),
        resources: [],
      }
      const body = `${JSON.stringify(envelope).slice(0, -1)},"detail":${detailOf(event)}}`
      await send([{ body, group: event.resource.type }])
    },
  }
}
