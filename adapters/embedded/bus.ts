import { randomUUID } from 'node:crypto'

import { toBusMessage } from '../../core/events/bus-event.ts'
import type { Event } from '../../core/events/event.ts'
import type { Queue } from '../../core/ports.ts'

/**
 * The bus of the embedded engine. Like EventBridge's rules, it puts an event on the events queue,
 * in EventBridge's envelope and with the resource as its group.
 */
export function queueBus({ send }: Pick<Queue, 'send'>, source: string, now: () => Date) {
  return {
    publish: async (event: Event): Promise<void> => {
      const body = toBusMessage(event, {
        version: '0',
        id: randomUUID(),
        source,
        time: now().toISOString(),
        resources: [],
      })
      await send([{ body, group: event.resource.type }])
    },
  }
}
