import { type IntegrationEvent, statusOf } from '../../core/integration/integration-event.ts'
import type { EventFilter } from '../../core/integration/integration-store.ts'

/** Whether an integration event is in a filtered list. */
export function passes(event: IntegrationEvent, filter: EventFilter): boolean {
  const { product, type, status, text, orderId } = filter
  return (
    (product === undefined || event.product === product) &&
    (type === undefined || event.asked.type === type) &&
    (status === undefined || statusOf(event) === status) &&
    (orderId === undefined || event.asked.orderId === orderId) &&
    (text === undefined || searched(event).includes(text.toLowerCase()))
  )
}

/** What a search looks in. */
function searched({ token, product, vendor, asked, result }: IntegrationEvent): string {
  const { company, user, account } = asked.payload
  const { email, uuid } = user ?? {}
  const { accountIdentifier, errorCode, message, note } = result ?? {}
  const texts = [token, product, vendor, asked.subscription, asked.orderId, asked.creator?.email]
  const parties = [company?.name, company?.uuid, email, uuid, account?.accountIdentifier]
  const all = [...texts, ...parties, accountIdentifier, errorCode, message, note]
  return all.join('\n').toLowerCase()
}
