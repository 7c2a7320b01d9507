import { auditEntry, type AuditEntry } from '../../core/audit/audit-entry.ts'
import type { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import type { Attempt, Delivery } from '../../core/deliveries/delivery.ts'
import { deliveryId } from '../../core/deliveries/delivery-id.ts'
import { newDelivery } from '../../core/deliveries/delivery.ts'
import type { AcceptedEvent } from '../../core/events/event-store.ts'
import { detailOf, type Event } from '../../core/events/event.ts'
import { eventType } from '../../core/events/catalogue.ts'
import {
  type DeliveryMessage,
  firstMessage as firstMessageOf,
} from '../../core/deliveries/delivery-message.ts'
import { nextAttempt } from '../../core/deliveries/due-attempt.ts'
import type { Outcome } from '../../core/deliveries/outcome.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { aSealedSecret } from './seal.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'

/** The start time of all tests. */
export const noon = new Date('2026-03-01T12:00:00.000Z')

/** The timestamp this many seconds after noon. */
export function afterNoon(seconds: number): string {
  return new Date(noon.getTime() + seconds * 1000).toISOString()
}

/** A uuid that is the same for the same number. */
export function uuidOf(number: number): string {
  return `7d0c0000-0000-4000-8000-${String(number).padStart(12, '0')}`
}

type EventOverrides = Partial<Omit<Event, 'resource'>> & {
  resource?: Partial<Event['resource']>
}

/** By default `subscription.added` in the marketplace `acme`. */
export function anEvent({ resource, ...rest }: EventOverrides = {}): Event {
  return {
    marketplace: 'acme',
    uuid: uuidOf(1),
    timestamp: 1700000000000,
    resource: {
      type: 'SUBSCRIPTION',
      uuid: 'subscription-1',
      url: 'https://acme.example.com/api/billing/v1/subscriptions/subscription-1',
      content: '{"id":"subscription-1","status":"ACTIVE","endDate":null}',
      ...resource,
    },
    resourceAction: 'ADDED',
    ...rest,
  }
}

/**
 * A detail as a producer writes it, before it becomes JSON. Members given as undefined are missing.
 */
export function aDetail({
  resource,
  ...rest
}: Record<string, unknown> & { resource?: Record<string, unknown> } = {}) {
  return {
    marketplace: 'acme',
    uuid: uuidOf(1),
    timestamp: 1700000000000,
    resource: {
      type: 'SUBSCRIPTION',
      uuid: 'subscription-1',
      url: 'https://acme.example.com/api/billing/v1/subscriptions/subscription-1',
      content: { id: 'subscription-1' },
      ...resource,
    },
    resourceAction: 'ADDED',
    ...rest,
  }
}

/**
 * The message that a rule of the bus puts on the events queue: EventBridge's envelope of a detail.
 */
export function aBusMessage(detail: string, detailType = 'subscription.added'): string {
  return `{"version":"0","id":"bus-1","detail-type":${JSON.stringify(detailType)},"source":"marketplace","account":"1","time":"2026-03-01T12:00:00Z","region":"eu-west-1","resources":[],"detail":${detail}}`
}

/** The event on the bus, as Postrider publishes it. */
export function onTheBus(event: Event): string {
  return aBusMessage(detailOf(event), eventType(event.resource.type, event.resourceAction))
}

/**
 * A webhook for `subscription.added` without authentication, signed with `aSecret()`; each has a
 * unique URL, as the store requires.
 */
export function aWebhook({
  id = 'webhook-1',
  marketplace = 'acme',
  ...overrides
}: Partial<Webhook> = {}): Webhook {
  return {
    id,
    marketplace,
    url: `https://crm.example.com/hook${id === 'webhook-1' ? '' : `/${id}`}`,
    events: ['subscription.added'],
    authentication: { type: 'NONE' },
    signing: { sealed: aSealedSecret(1, { marketplace, endpoint: id }) },
    description: '',
    enabled: true,
    version: 1,
    createdAt: noon.toISOString(),
    createdBy: 'manager-1',
    changedAt: noon.toISOString(),
    changedBy: 'manager-1',
    secretShownCount: 0,
    ...overrides,
  }
}

/** The audit entry of a change of `aWebhook()`. */
export function anEntry(overrides: Partial<Omit<AuditEntry, 'id'>> = {}): AuditEntry {
  return auditEntry({
    marketplace: 'acme',
    at: noon.toISOString(),
    by: 'manager-1',
    action: 'webhook.changed',
    webhook: 'webhook-1',
    ...overrides,
  })
}

/** `anEvent()`, accepted at noon with a queued delivery to `aWebhook()`. */
export function anAcceptedEvent(overrides: Partial<AcceptedEvent> = {}): AcceptedEvent {
  return {
    event: anEvent(),
    acceptedAt: noon.toISOString(),
    source: 'bus-1',
    deliveries: [{ endpoint: 'webhook-1', start: 'queued' }],
    ...overrides,
  }
}

type DeliveryOverrides = Partial<Omit<Delivery, 'event' | 'id'>> & {
  event?: Event
  /** Stands for the event's uuid in the id, so that one event can have several deliveries. */
  label?: string
}

/**
 * A delivery of `anEvent()` to `aWebhook()` without an attempt. It has a row of its own, and so a
 * revision, when it is no longer as it began.
 */
export function aDelivery({
  event = anEvent(),
  endpoint = 'webhook-1',
  label = event.uuid,
  createdAt = noon.toISOString(),
  isTest,
  ...changes
}: DeliveryOverrides = {}): Delivery {
  const planned = { endpoint, start: 'queued' } as const
  const accepted = { event, acceptedAt: createdAt, ...(isTest && { isTest }) }
  return {
    ...newDelivery(anAcceptedEvent({ ...accepted, deliveries: [planned] }), planned),
    id: idOf(label, { createdAt, endpoint }),
    ...(Object.keys(changes).length > 0 && { revision: 1 }),
    ...changes,
  }
}

/** The id of `aDelivery({ label })`. */
export function idOf(
  label: string,
  { createdAt = noon.toISOString(), endpoint = 'webhook-1' } = {},
): string {
  return deliveryId({ acceptedAt: createdAt, event: label, endpoint })
}

/** A failed attempt. */
export function anAttempt(number = 1, overrides: Partial<Attempt> = {}): Attempt {
  const outcome: Outcome = { kind: 'failed', reason: 'status 500', status: 500 }
  return { number, startedAt: noon.toISOString(), durationMs: 20, outcome, ...overrides }
}

/** The stored HTTP exchange of an attempt that got a 200. */
export function aCall(overrides: Partial<HttpExchange> = {}): HttpExchange {
  return {
    durations: { dnsMs: 1, connectMs: 2, tlsMs: 3, firstByteMs: 7, totalMs: 8 },
    address: '93.184.216.34',
    request: { url: 'https://crm.example.com/hook', headers: { 'webhook-id': '1' } },
    response: { headers: { server: 'nginx' }, body: { text: 'ok' } },
    ...overrides,
  }
}

/** A delivery that failed `attempts` times and waits, due `dueInSeconds` after noon. */
export function aWaitingDelivery(
  attempts: number,
  dueInSeconds: number,
  overrides: Parameters<typeof aDelivery>[0] = {},
): Delivery {
  return aDelivery({
    attempts: Array.from({ length: attempts }, (_, index) => anAttempt(index + 1)),
    dueAt: afterNoon(dueInSeconds),
    revision: attempts,
    ...overrides,
  })
}

/** The row of a waiting delivery. */
export function rowOf(delivery: Delivery): WaitingRow {
  return nextAttempt(delivery, delivery.dueAt ?? noon.toISOString())
}

/** The message for a delivery's first attempt. */
export function firstMessage(delivery = aDelivery(), event = anEvent()): DeliveryMessage {
  return firstMessageOf(delivery, event)
}

/** The message for a waiting delivery's next attempt, leased for an hour. */
export function laterMessage(delivery: Delivery) {
  const row = rowOf(delivery)
  const leasedUntil = new Date(Date.parse(row.dueAt) + 3_600_000).toISOString()
  return { ...row, leasedUntil } satisfies DeliveryMessage
}
