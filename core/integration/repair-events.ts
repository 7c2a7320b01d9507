import { changeEvent, type EndPorts, publishNews } from './end-event.ts'
import { type IntegrationEvent, isCallUnknown } from './integration-event.ts'
import type { IntegrationEventStore } from './integration-store.ts'

export type RepairPorts = EndPorts &
  Pick<IntegrationEventStore, 'findOpenEvents'> & {
    queueCall: (event: IntegrationEvent) => Promise<void>
    /** Tells managers of an event that stays pending; resolves with why it failed. */
    remind: (event: IntegrationEvent) => Promise<string | undefined>
    /** After how many days managers are reminded of a pending event. */
    reminderDays: number
  }

/** A message takes seconds: after this long it is lost. A second one does no harm. */
const lostAfterMs = 120_000
const dayMs = 86_400_000

/** Repairs what a lost message or a process that died has left, and reminds managers. */
export async function repairEvents(ports: RepairPorts): Promise<void> {
  for await (const event of ports.findOpenEvents()) await repairOne(event, ports)
}

async function repairOne(event: IntegrationEvent, ports: RepairPorts): Promise<void> {
  const { stage } = event
  const now = ports.now()
  const ageMs = now.getTime() - Date.parse(event.createdAt)
  if (event.isUnpublished === true) return publishNews(event, ports)
  if (stage === 'queued' && ageMs > lostAfterMs) return ports.queueCall(event)
  if (isCallUnknown(event, now)) {
    await changeEvent(event, (found) => withUnknownCall(found, now), ports)
    return
  }
  const isDue = ageMs > ports.reminderDays * dayMs && event.remindedAt === undefined
  if ((stage === 'called' || stage === 'offered') && isDue) await remind(event, ports)
}

/**
 * Whether the vendor was called cannot be known. A second call might order twice: the event stays
 * pending until the vendor sends a result, or a person resolves it.
 */
function withUnknownCall(event: IntegrationEvent, now: Date): IntegrationEvent | undefined {
  if (!isCallUnknown(event, now)) return undefined
  const { callingSince = event.createdAt, ...rest } = event
  const reason = 'unknown: the router stopped during the call'
  return { ...rest, stage: 'called', call: { startedAt: callingSince, durationMs: 0, reason } }
}

async function remind(event: IntegrationEvent, ports: RepairPorts): Promise<void> {
  const reason = await ports.remind(event)
  if (reason !== undefined) {
    ports.log({ level: 'ERROR', message: `Cannot remind of an event: ${reason}` })
    return
  }
  const remindedAt = ports.now().toISOString()
  await changeEvent(event, (found) => ({ ...found, remindedAt }), ports)
}
