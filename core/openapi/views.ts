import type * as z from 'zod'

import type * as deliveries from './delivery-schemas.ts'
import type * as inputs from './inputs.ts'
import type * as others from './other-schemas.ts'
import type * as pages from './pages.ts'
import type * as problems from './problem.ts'
import type * as webhooks from './webhook-schemas.ts'

/** What the API answers and takes, for programs that ask it: types alone, of the schemas that are documented. */

export type WebhookView = z.infer<typeof webhooks.WebhookView>
export type WebhookSettingsView = z.infer<typeof webhooks.WebhookSettingsView>
export type ChangedWebhookView = z.infer<typeof webhooks.ChangedWebhookView>
export type HealthView = z.infer<typeof webhooks.HealthView>
export type SecretView = z.infer<typeof webhooks.SecretView>
export type DeliverySummary = z.infer<typeof deliveries.DeliverySummary>
export type DeliveryView = z.infer<typeof deliveries.DeliveryView>
export type AttemptView = z.infer<typeof deliveries.AttemptView>
export type RecoveryView = z.infer<typeof others.RecoveryView>
export type RecoveryCount = z.infer<typeof others.RecoveryCount>
export type ResourceView = z.infer<typeof others.ResourceView>
export type Published = z.infer<typeof others.Published>
export type WebhookPage = z.infer<typeof pages.WebhookPage>
export type DeliveryPage = z.infer<typeof pages.DeliveryPage>
export type Problem = z.infer<typeof problems.Problem>

export type NewWebhookInput = z.input<typeof inputs.NewWebhookInput>
export type WebhookChangeInput = z.input<typeof inputs.WebhookChangeInput>
export type RotationInput = z.input<typeof inputs.RotationInput>
export type TestInput = z.input<typeof inputs.TestInput>
export type RecoveryInput = z.input<typeof inputs.RecoveryInput>
export type EventInput = z.input<typeof inputs.EventInput>
export type DeliveryFilters = {
  [Name in keyof typeof inputs.deliveryFilters]?: z.input<(typeof inputs.deliveryFilters)[Name]>
}
