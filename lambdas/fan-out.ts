import pLimit from 'p-limit'

import { parseBusEvent } from '../core/events/bus-event.ts'
import { withoutCardData } from '../core/events/card-data.ts'
import type { Event } from '../core/events/event.ts'
import { lineOf, type Unwanted, type UnwantedEventStore } from '../core/events/unwanted.ts'
import { type BusMessage, fanOut, type FanOutPorts } from '../core/fan-out/fan-out.ts'
import type { Log } from '../core/ports.ts'
import type { DeadLetterPorts, Unreadable } from './dead-letter.ts'
import { eachRecord } from './each-record.ts'
import { oncePerKey } from './once-per-key.ts'

/**
 * Fans out a batch of events. The routes of a marketplace's resource, and the health of its
 * receivers, are read once per batch. What does not fit into the function's time is handed on.
 */
export function fanOutHandler(ports: Omit<BatchPorts, 'hasTime'> & DeadLetterPorts) {
  return eachRecord((context) => {
    const batchPorts = portsOfBatch(ports, () => context.getRemainingTimeInMillis() > reserveMs)
    return ({ body }) => fanOutMessage(body, batchPorts)
  }, ports)
}

type BatchPorts = FanOutPorts & Pick<UnwantedEventStore, 'storeUnwanted'> & { log: Log }

async function fanOutMessage(body: string, ports: BatchPorts) {
  const read = parseBusEvent(body)
  if (read.kind === 'malformed') return { unreadable: read.reason, body: read.text }

  const { event, source, after } = read
  const taken = await fanOutEvent(event, { source, ...(after !== undefined && { after }) }, ports)
  return taken && { ...taken, body: withoutCardData(body) }
}

/**
 * Fans out an event and logs it; the reason when another event has its uuid. Of an event that no
 * webhook wants, a line is stored.
 */
export async function fanOutEvent(
  event: Event,
  message: BusMessage,
  ports: BatchPorts,
): Promise<Unreadable | undefined> {
  const fannedOut = await fanOut(event, message, ports)
  if (fannedOut === 'uuid taken') {
    return { unreadable: `Cannot accept the event: another event has the uuid '${event.uuid}'` }
  }
  const { deliveries, filteredOut, unwanted } = fannedOut
  if (unwanted !== undefined) await storeLine(event, unwanted, ports)
  ports.log({
    message: 'fanned out',
    marketplace: event.marketplace,
    event: event.uuid,
    resource: event.resource.type,
    resourceAction: event.resourceAction,
    deliveries: deliveries.length,
    ...(filteredOut > 0 && { filteredOut }),
    ...(unwanted !== undefined && { unwanted: unwanted.reason }),
    ...(message.after !== undefined && { isContinued: true }),
    ...(event.traceparent !== undefined && { traceparent: event.traceparent }),
  })
  return undefined
}

/** The event has been fanned out: a line that cannot be stored is missing in a list, and no more. */
async function storeLine(event: Event, unwanted: Unwanted, ports: BatchPorts): Promise<void> {
  const acceptedAt = ports.now().toISOString()
  try {
    await ports.storeUnwanted({ event: lineOf(event), acceptedAt, unwanted })
  } catch (error) {
    ports.log({
      level: 'WARN',
      message: `Cannot store the line of an event that no webhook wanted: ${String(error)}`,
      marketplace: event.marketplace,
      event: event.uuid,
    })
  }
}

/**
 * A page of each of ten events takes about 4 s at 256 MB, and a call without a response ends after
 * 9.3 s.
 */
const reserveMs = 14_000

/**
 * The events of a batch write this many rows concurrently: less than the 50 connections of the AWS
 * SDK, as waiting for a connection counts as waiting for the response.
 */
const maxWrites = 32

/** At most this many pages are sent concurrently: 50 messages each, in requests of ten. */
const maxSends = 3

function portsOfBatch(
  ports: Omit<BatchPorts, 'hasTime'>,
  hasTime: FanOutPorts['hasTime'],
): BatchPorts {
  const limit = pLimit(maxWrites)
  const sends = pLimit(maxSends)
  return {
    ...ports,
    hasTime,
    findRoutes: oncePerKey(ports.findRoutes),
    findAllHealth: oncePerKey(ports.findAllHealth),
    findPattern: (...key) => limit(() => ports.findPattern(...key)),
    listUnderResource: (event) => limit(() => ports.listUnderResource(event)),
    listUnderBusinessId: (...entry) => limit(() => ports.listUnderBusinessId(...entry)),
    storeUnwanted: (line) => limit(() => ports.storeUnwanted(line)),
    replaceDelivery: (...change) => limit(() => ports.replaceDelivery(...change)),
    queueDeliveries: (messages) => sends(() => ports.queueDeliveries(messages)),
    park: (row) => limit(() => ports.park(row)),
    findWakeUp: (key) => limit(() => ports.findWakeUp(key)),
    setWakeUp: (...change) => limit(() => ports.setWakeUp(...change)),
  }
}
