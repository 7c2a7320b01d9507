import { present } from '../values/present.ts'
import { ownResource } from '../events/catalogue.ts'
import type { Event } from '../events/event.ts'
import { type IntegrationEvent, statusOf } from './integration-event.ts'

/** What is said of an event to others than its vendor; the detail of `integration.pending`. */
export function noticeDetail(event: IntegrationEvent) {
  const { token, marketplace, product, vendor, asked, createdAt, result } = event
  const { type, flag, mode, subscription, orderId, payload } = asked
  const account = result?.accountIdentifier ?? payload.account?.accountIdentifier
  const { errorCode, message, userIdentifier } = result ?? {}
  return {
    marketplace,
    token,
    type,
    product,
    vendor,
    createdAt,
    ...present({ flag, mode, subscription, orderId, account, userIdentifier, errorCode, message }),
  }
}

/**
 * The outcome as an event of the bus, which webhooks may subscribe to. Its uuid is the token: it is one
 * event, however often it is published.
 */
export function outcomeEvent(event: IntegrationEvent): Event {
  const { marketplace, token, result, createdAt } = event
  const { marketplace: _, ...content } = noticeDetail(event)
  return {
    marketplace,
    uuid: token,
    timestamp: Date.parse(result?.at ?? createdAt),
    resource: {
      type: ownResource,
      uuid: token,
      content: JSON.stringify(content),
    },
    resourceAction: statusOf(event) === 'complete' ? 'COMPLETED' : 'FAILED',
  }
}
