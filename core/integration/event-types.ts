/** The types that have an endpoint each; those of add-ons share one. */
export const productEventTypes = [
  'SUBSCRIPTION_ORDER',
  'SUBSCRIPTION_CHANGE',
  'SUBSCRIPTION_CANCEL',
  'SUBSCRIPTION_NOTICE',
  'USER_ASSIGNMENT',
  'USER_UNASSIGNMENT',
  'USER_UPDATED',
] as const

/**
 * The types of integration events. Source: the marketplace's page "Integration events" lists the
 * first seven, its events API the five of add-ons.
 */
export const integrationEventTypes = [
  ...productEventTypes,
  'ADDON_ORDER',
  'ADDON_CHANGE',
  'ADDON_CANCEL',
  'ADDON_BIND',
  'ADDON_UNBIND',
] as const
export type IntegrationEventType = (typeof integrationEventTypes)[number]

/** The types whose endpoint may be interactive: the customer's browser visits the vendor. */
export const interactiveTypes = [
  'SUBSCRIPTION_ORDER',
  'SUBSCRIPTION_CHANGE',
  'SUBSCRIPTION_CANCEL',
] as const satisfies readonly IntegrationEventType[]

/** What a `SUBSCRIPTION_NOTICE` says about the subscription. */
export const noticeTypes = ['DEACTIVATED', 'REACTIVATED', 'CLOSED', 'UPCOMING_INVOICE'] as const

/** The status of an account, which is the vendor's side of a subscription. */
export const accountStatuses = [
  'INITIALIZED',
  'FAILED',
  'FREE_TRIAL',
  'FREE_TRIAL_EXPIRED',
  'ACTIVE',
  'SUSPENDED',
  'CANCELLED',
] as const

/** Whether an endpoint for this type may be interactive. */
export function isInteractive(type: IntegrationEventType): boolean {
  return interactiveTypes.some((interactive) => interactive === type)
}

/** Whether the vendor must answer in its response: a notice has no later result. */
export function answersNow(type: IntegrationEventType): boolean {
  return type === 'SUBSCRIPTION_NOTICE'
}

/** `SUBSCRIPTION_ORDER` → `integration.subscription_order`, the detail-type on the bus. */
export function detailTypeOf(type: IntegrationEventType): string {
  return `integration.${type.toLowerCase()}`
}
