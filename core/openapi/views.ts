import type * as z from 'zod'

import type * as apiKeys from './api-keys.ts'
import type * as audit from './audit-schemas.ts'
import type * as deliveries from './delivery-schemas.ts'
import type * as events from './event-schemas.ts'
import type * as filters from './filters.ts'
import type * as inputs from './inputs.ts'
import type * as others from './other-schemas.ts'
import type * as pages from './lists.ts'
import type * as problems from './problem.ts'
import type * as stats from './stats-schemas.ts'
import type * as webhooks from './webhook-schemas.ts'

/**
 * The types of the API's requests and responses, for clients: types only, inferred from the
 * documented schemas.
 */

export type WebhookView = z.infer<typeof webhooks.WebhookView>
export type WebhookSettingsView = z.infer<typeof webhooks.WebhookSettingsView>
export type ChangedWebhookView = z.infer<typeof webhooks.ChangedWebhookView>
export type HealthView = z.infer<typeof webhooks.HealthView>
export type HealthState = HealthView['state']
export type AuthenticationView = WebhookView['authentication']
export type ProbeView = NonNullable<ChangedWebhookView['probe']>
export type SecretView = z.infer<typeof webhooks.SecretView>
export type DeliverySummary = z.infer<typeof deliveries.DeliverySummary>
export type DeliveryDetail = z.infer<typeof deliveries.DeliveryView>
export type Attempt = z.infer<typeof deliveries.AttemptView>
export type DeliveryStatus = DeliverySummary['status']
export type RecoveryView = z.infer<typeof others.RecoveryView>
export type RecoveryCount = z.infer<typeof others.RecoveryCount>
export type ResourceView = z.infer<typeof others.ResourceView>
export type Published = z.infer<typeof events.Published>
export type EventWithDeliveries = z.infer<typeof events.EventWithDeliveries>
export type StatsView = z.infer<typeof stats.StatsView>
export type AuditEntryView = z.infer<typeof audit.AuditEntryView>
export type ApiKeyView = z.infer<typeof apiKeys.ApiKeyView>
export type CreatedApiKey = z.infer<typeof apiKeys.CreatedApiKey>
export type Me = z.infer<typeof others.Me>
export type WebhookPage = z.infer<typeof pages.WebhookPage>
export type DeliveryPage = z.infer<typeof pages.DeliveryPage>
export type AuditPage = z.infer<typeof audit.AuditPage>
export type ResourceList = z.infer<typeof others.ResourceList>
export type Problem = z.infer<typeof problems.Problem>

export type NewWebhookInput = z.input<typeof inputs.NewWebhookInput>
export type WebhookChangeInput = z.input<typeof inputs.WebhookChangeInput>
export type NewApiKeyInput = z.input<typeof inputs.NewApiKeyInput>
export type RotationInput = z.input<typeof inputs.RotationInput>
export type TestInput = z.input<typeof inputs.TestInput>
export type RecoveryInput = z.input<typeof inputs.RecoveryInput>
export type EventInput = z.input<typeof inputs.EventInput>

export type WebhookQuery = QueryOf<typeof filters.webhookQuery>
export type DeliveryQuery = QueryOf<typeof filters.deliveryQuery>
export type AuditQuery = QueryOf<typeof filters.auditQuery>
export type StatsQuery = QueryOf<typeof filters.statsQuery>

type QueryOf<Shape extends z.ZodRawShape> = z.input<z.ZodObject<Shape>>
