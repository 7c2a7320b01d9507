import { randomUUID } from 'node:crypto'

import { toBusMessage } from '../../core/events/bus-event.ts'
import type { Event } from '../../core/events/event.ts'
import type { Log, Message, Queue } from '../../core/ports.ts'

type BusPorts = {
  /** Fans the event out; `source` is the id of its message. Resolves with the reason if its uuid is taken. */
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
  const fanOutOrQueue = async (event: Event, id: string): Promise<string | undefined> => {
    try {
      const reason = await fanOut(event, id)
      if (reason !== undefined) log({ level: 'WARN', message: reason, messageId: id })
      return reason
    } catch (error) {
      log({ level: 'ERROR', message: String(error), messageId: id, event: event.uuid })
      await events.send([messageOf(event, id)])
      return undefined
    }
  }
  const publish = async (event: Event, id = randomUUID()): Promise<string | undefined> => {
    accepting.set(id, now().getTime())
    try {
      return await fanOutOrQueue(event, id)
    } finally {
      accepting.delete(id)
    }
  }

  return {
    /** Resolves once the event is stored, or with `uuid taken`: then it is not. */
    publish: async (event: Event): Promise<'uuid taken' | undefined> =>
      (await publish(event)) === undefined ? undefined : 'uuid taken',

    /** An event of the router itself: with a uuid that is taken, it becomes a dead letter. */
    publishOwn: async (event: Event): Promise<void> => {
      const id = randomUUID()
      const reason = await publish(event, id)
      if (reason !== undefined) await events.sendDeadLetter(messageOf(event, id), reason)
    },

    /** How many events are being accepted. */
    accepting: (): number => accepting.size,

    /** When the oldest of them came, in epoch milliseconds. */
    oldest: (): number | undefined => accepting.values().next().value,
  }
}
