import type { ListedEvent } from '../events/event-list.ts'
import type { EventLine, Unwanted } from '../events/unwanted.ts'

/** An event in a list, without its content. */
export function toListedEvent({ event, acceptedAt, deliveryCount, unwanted }: ListedEvent) {
  const { marketplace, test, ...shown } = event
  return {
    event: shown,
    ...(test && { test }),
    acceptedAt,
    deliveryCount,
    ...(unwanted && { unwanted: toUnwantedView(event, unwanted) }),
  }
}

/** The reason, also in words. */
function toUnwantedView(event: EventLine, unwanted: Unwanted) {
  return { ...unwanted, explanation: explanationOf(event, unwanted) }
}

function explanationOf(
  { resource: { type }, resourceAction }: EventLine,
  { reason, webhookCount: count }: Unwanted,
): string {
  switch (reason) {
    case 'resource':
      return `No webhook has the resource ${type}`
    case 'action':
      return count === 1
        ? `1 webhook has the resource ${type}, and not the action ${resourceAction}`
        : `${count} webhooks have the resource ${type}, and none the action ${resourceAction}`
    case 'filter':
      return count === 1
        ? `1 webhook has ${type} ${resourceAction}, and its filter does not match the event`
        : `${count} webhooks have ${type} ${resourceAction}, and no filter of theirs matches the event`
  }
}
