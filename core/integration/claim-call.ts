import type { EndPorts } from './end-event.ts'
import type { IntegrationEvent } from './integration-event.ts'

type ClaimPorts = Pick<EndPorts, 'replaceIntegrationEvent' | 'now'>

/** The event if this process may call; undefined if another process does. */
export async function claimCall(
  event: IntegrationEvent,
  { replaceIntegrationEvent, now }: ClaimPorts,
): Promise<IntegrationEvent | undefined> {
  const callingSince = now().toISOString()
  const claimed: IntegrationEvent = {
    ...event,
    stage: 'calling',
    callingSince,
    revision: event.revision + 1,
  }
  return (await replaceIntegrationEvent(claimed, event)) ? claimed : undefined
}

/** The message comes again, and makes the call. */
export async function unclaimCall(claimed: IntegrationEvent, ports: ClaimPorts): Promise<void> {
  const { callingSince, ...event } = claimed
  const queued: IntegrationEvent = { ...event, stage: 'queued', revision: event.revision + 1 }
  await ports.replaceIntegrationEvent(queued, claimed)
}
