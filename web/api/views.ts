/** The types of the API, by the page's names. */
import type {
  Attempt,
  AuditEntryView,
  AuthenticationView,
  ChangedWebhookView,
  EventWithDeliveries,
  StatsView,
} from '../../core/openapi/views.ts'

export type { Action } from '../../core/events/catalogue.ts'
export type {
  ApiKeyView,
  AuthenticationView,
  CreatedApiKey,
  DeliveryDetail,
  DeliveryStatus,
  DeliverySummary,
  HealthState,
  HealthView,
  Me,
  NewApiKeyInput,
  ProbeView,
  RecoveryCount,
  RecoveryView,
  ResourceView,
  SecretView,
  StatsView,
} from '../../core/openapi/views.ts'

export type List<Item> = { items: Item[]; cursor?: string }

/** Only a change that enabled the webhook has a `probe`. */
export type WebhookView = ChangedWebhookView
export type AuthenticationType = AuthenticationView['type']
export type AttemptView = Attempt
export type DurationsView = NonNullable<Attempt['durations']>
export type EventView = EventWithDeliveries
export type StatsRange = StatsView['range']
export type StatsBucket = StatsView['buckets'][number]
export type LatencyView = NonNullable<StatsView['latency']>
export type AuditView = AuditEntryView
