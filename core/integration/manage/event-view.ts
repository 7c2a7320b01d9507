import { present } from '../../values/present.ts'
import type { Person } from '../event-payload.ts'
import { type IntegrationEvent, isCallUnknown, statusOf } from '../integration-event.ts'

/** An integration event in a list; what it does not have is absent. */
export function eventSummary(event: IntegrationEvent) {
  const { token, product, vendor, asked, createdAt, createdBy, result, stage } = event
  const { resendOf, resentAs } = event
  const { flag, mode, subscription, orderId, creator } = asked
  const { company, user, account } = asked.payload
  return {
    token,
    type: asked.type,
    product,
    vendor,
    status: statusOf(event),
    stage,
    createdAt,
    createdBy,
    ...present({
      flag,
      mode,
      company: company && { uuid: company.uuid, name: company.name ?? null },
      user: personView(user),
      creator: personView(creator),
      accountIdentifier: account?.accountIdentifier,
      subscription,
      orderId,
      result,
      resendOf,
      resentAs,
    }),
  }
}

/** An integration event with everything that is known of it. */
export function eventDetail(event: IntegrationEvent, now: Date) {
  const { call, reads, readCount, refusals, resultRequests, remindedAt } = event
  return {
    ...eventSummary(event),
    ...(isCallUnknown(event, now) && { isCallUnknown: true }),
    reads,
    readCount,
    ...present({ refusals, resultRequests, call, remindedAt }),
  }
}

function personView(person: Person | null | undefined) {
  return person && { uuid: person.uuid, email: person.email ?? null }
}
