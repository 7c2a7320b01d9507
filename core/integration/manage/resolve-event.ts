import * as z from 'zod'

import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { invalid, invalidField, problem } from '../../api/problem.ts'
import { auditEntry } from '../../audit/audit-entry.ts'
import type { AuditStore } from '../../audit/audit-store.ts'
import { trimmedText } from '../../values/trimmed-text.ts'
import { changeEvent, ended } from '../end-event.ts'
import { type EventResult, type IntegrationEvent, statusOf } from '../integration-event.ts'
import { startEvent } from '../start-event.ts'
import { eventDetail } from './event-view.ts'
import { eventOf, type IntegrationEventPorts, startedResponse } from './integration-events.ts'
import { isResponse } from './product-access.ts'

export type ResolvePorts = IntegrationEventPorts & AuditStore

/** What managers, who have `webhooks:write`, do about an event: resolve it, or send it again. */
export const resolveEventRoutes: readonly Operation<ResolvePorts>[] = [
  {
    method: 'POST',
    path: '/integration-events/{token}/resolve',
    scope: 'webhooks:write',
    handle: resolve,
  },
  {
    method: 'POST',
    path: '/integration-events/{token}/resend',
    scope: 'webhooks:write',
    mayBeEmpty: true,
    handle: resend,
  },
]

/** The body that completes or fails a pending event by hand. */
export const Resolution = z.strictObject({
  success: z.boolean(),
  note: trimmedText(1000),
  accountIdentifier: trimmedText(255).exactOptional(),
  userIdentifier: trimmedText(255).exactOptional(),
})

async function resolve(request: ApiRequest, ports: ResolvePorts): Promise<ApiResponse> {
  const { caller, json } = request
  const event = await eventOf(request, ports)
  if (isResponse(event)) return event
  const parsed = Resolution.safeParse(json)
  if (!parsed.success) return invalid('resolution', parsed.error)

  const at = ports.now().toISOString()
  const { success, note, ...ids } = parsed.data
  const isNewAccount = success && event.asked.type === 'SUBSCRIPTION_ORDER'
  if (isNewAccount && ids.accountIdentifier === undefined) {
    return invalidField('resolution', 'accountIdentifier', 'is required to complete an order')
  }
  const made = { at, by: 'manager', success, note, resolvedBy: caller.subject, ...ids } as const
  const result: EventResult = success ? made : { ...made, errorCode: 'UNKNOWN_ERROR' }
  const change = (found: IntegrationEvent) =>
    found.stage === 'ended' ? undefined : ended(found, result)
  const changed = await changeEvent(event, change, ports)
  if (changed?.isChanged !== true) return problem(409, 'Cannot resolve the event: it has ended')
  await audit('integration-event.resolved', request, { event, at, ports })
  return { status: 200, body: eventDetail(changed.event, ports.now()) }
}

async function resend(request: ApiRequest, ports: ResolvePorts): Promise<ApiResponse> {
  const { caller } = request
  const event = await eventOf(request, ports)
  if (isResponse(event)) return event
  const status = statusOf(event)
  if (status !== 'failed') return problem(409, `Cannot send the event again: it is ${status}`)
  const { marketplace, asked, token, resentAs: known } = event
  if (known !== undefined) return sentAgain(known)
  const again = { marketplace, asked, by: caller.subject, resendOf: token }
  const started = await startEvent(again, ports)
  if (started.kind === 'repeated') return sentAgain(started.token)
  if (started.kind === 'started') {
    const resentAs = started.token
    await changeEvent(event, (found) => ({ ...found, resentAs }), ports)
    const at = ports.now().toISOString()
    await audit('integration-event.resent', request, { event, at, ports })
  }
  return startedResponse(started, false, ports)
}

/** A vendor that is asked twice might act twice: if that failed too, it is what is sent again. */
function sentAgain(as: string): ApiResponse {
  const message = `Cannot send the event again: '${as}' repeats it already`
  return problem(409, message, { conflictsWith: as })
}

type Audited = { event: IntegrationEvent; at: string; ports: ResolvePorts }

async function audit(
  action: 'integration-event.resolved' | 'integration-event.resent',
  { caller }: ApiRequest,
  { event, at, ports }: Audited,
): Promise<void> {
  const { marketplace, token, product } = event
  const by = caller.subject
  await ports.addAudit(
    auditEntry({ marketplace, at, by, action, integrationEvent: token, product: { id: product } }),
  )
}
