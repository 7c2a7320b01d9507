import { randomUUID } from 'node:crypto'

import { toBusMessage } from '../../core/events/bus-event.ts'
import type { Event } from '../../core/events/event.ts'
import type { Log, Message, Queue } from '../../core/ports.ts'

type BusPorts = {
  /** Fans the event out; `source` is the id of its message. Resolves with why it cannot be accepted. */
  fanOut: (event: Event, source: string) => Promise<string | undefined>
  events: Queue
  eventSource: string
  now: () => Date
  log: Log
}

/**
 * The bus of the embedded engine. It fans an event out before `publish` resolves, so that the event
 * is stored once, with its deliveries. Only if that fails, it puts the event on the events queue, in
 * EventBridge's envelope and with the resource as its group, and the same message continues there.
 */
export function directBus({ fanOut, events, eventSource, now, log }: BusPorts) {
  const accepting = new Map<string, number>()

  const messageOf = (event: Event, id: string): Message => {
    const envelope = { version: '0', source: eventSource, time: now().toISOString(), resources: [] }
    return { body: toBusMessage(event, { id, ...envelope }), group: event.resource.type }
  }
  const fanOutOrQueue = async (event: Event, id: string): Promise<void> => {
    try {
      const reason = await fanOut(event, id)
      if (reason === undefined) return
      log({ level: 'ERROR', message: reason, messageId: id })
      await events.sendDeadLetter(messageOf(event, id), reason)
    } catch (error) {
      log({ level: 'ERROR', message: String(error), messageId: id, event: event.uuid })
      await events.send([messageOf(event, id)])
    }
  }

  return {
    publish: async (event: Event): Promise<void> => {
      const id = randomUUID()
      accepting.set(id, now().getTime())
      try {
        await fanOutOrQueue(event, id)
      } finally {
        accepting.delete(id)
      }
    },

    /** How many events are being accepted. */
    accepting: (): number => accepting.size,

    /** When the oldest of them came, in epoch milliseconds. */
    oldest: (): number | undefined => accepting.values().next().value,
  }
}
