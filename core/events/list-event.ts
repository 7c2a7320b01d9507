import { businessIdsOf } from './business-ids.ts'
import type { AcceptedEvent, EventStore } from './event-store.ts'

/** Lists a stored event under its resource and its business ids, where people find it. */
export async function listEvent(
  accepted: AcceptedEvent,
  {
    listUnderResource,
    listUnderBusinessId,
  }: Pick<EventStore, 'listUnderResource' | 'listUnderBusinessId'>,
): Promise<void> {
  const ids = businessIdsOf(accepted.event)
  if (ids.length === 0) return listUnderResource(accepted)
  await Promise.all([
    listUnderResource(accepted),
    ...ids.map((id) => listUnderBusinessId(accepted, id)),
  ])
}
