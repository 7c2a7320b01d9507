import { toBusMessage } from '../../core/events/bus-event.ts'
import type { FanOutPorts } from '../../core/fan-out/fan-out.ts'
import type { Queue } from '../../core/ports.ts'

/** Sends an event to fan-out again, in the message group of its resource like a rule of the bus. */
export function eventsOn({ send }: Pick<Queue, 'send'>): FanOutPorts['handOn'] {
  return (event, { source, after }) =>
    send([{ body: toBusMessage(event, { id: source, after }), group: event.resource.type }])
}
