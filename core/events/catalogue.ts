/**
 * The event types of a marketplace: its resources and the actions that each supports. The bus
 * rules, the API's validation, the page and the docs all derive from this list.
 *
 * Source: the marketplace's page "Webhook resources, actions, and events". The wire types of
 * PLATFORMS and LEAD are inferred from their display names; if they differ, change them here only.
 */

/** What happens to the marketplace's resources. */
const changes = ['ADDED', 'CHANGED', 'REMOVED'] as const

/** The actions as on the wire. The last two are those of integration events. */
export const actions = [...changes, 'COMPLETED', 'FAILED'] as const
export type Action = (typeof actions)[number]

export type Resource = {
  /** The wire type, such as `APP_ASSIGNMENT`. */
  readonly type: string
  /** The display name, such as `App Assignment`. */
  readonly name: string
  readonly actions: readonly [Action, ...Action[]]
  readonly notes: string
}

export const catalogue = [
  {
    type: 'APP_ASSIGNMENT',
    name: 'App Assignment',
    actions: changes,
    notes:
      'An application is assigned to a user or unassigned from a user, an assignment is successfully provisioned, ' +
      'an assignment or an unassignment fails, or an assignment changes from one pending status to another.',
  },
  {
    type: 'CATALOG_PRODUCT',
    name: 'Catalog Product',
    actions: changes,
    notes:
      'A catalog product or bundle changes in its marketplace settings. Making it visible on the marketplace is ' +
      'Added, hiding it is Deleted, every other setting is Changed.',
  },
  { type: 'COMPANY', name: 'Company', actions: changes, notes: '' },
  {
    type: 'DISCOUNT',
    name: 'Discount',
    actions: changes,
    notes: 'Not sent when a customer applies a discount code to a purchase.',
  },
  { type: 'INVOICE', name: 'Invoice', actions: changes, notes: '' },
  {
    type: 'MEMBERSHIP',
    name: 'Membership',
    actions: changes,
    notes: 'The relationship between a user and a company.',
  },
  {
    type: 'ORDER',
    name: 'Order',
    actions: changes,
    notes:
      'The product and edition that a subscription includes. Changed when its state becomes INITIALIZED, ' +
      'PENDING_USER_APPROVAL, PENDING_ASYNCHRONOUS_CREATION, FREE_TRIAL, ACTIVE, ONE_TIME, SUSPENDED, ' +
      'FREE_TRIAL_EXPIRED, FREE_TRIAL_CANCELLED or CANCELLED.',
  },
  {
    type: 'PAYMENT_INSTRUMENT',
    name: 'Payment Instrument',
    actions: ['ADDED', 'CHANGED'],
    notes:
      'Credit cards and other payment methods. Card numbers and security codes are never sent.',
  },
  { type: 'PLATFORMS', name: 'Platforms', actions: changes, notes: '' },
  { type: 'QUOTE', name: 'Quote', actions: changes, notes: '' },
  {
    type: 'RESELLER_REGISTRANT',
    name: 'Reseller Registrant',
    actions: ['ADDED'],
    notes:
      'A reseller is registered on the marketplace. A registrant cannot be changed or removed.',
  },
  { type: 'LEAD', name: 'Lead', actions: changes, notes: '' },
  {
    type: 'STAGING_PRODUCT',
    name: 'Staging Product',
    actions: ['ADDED', 'CHANGED'],
    notes: '',
  },
  {
    type: 'SUBSCRIPTION',
    name: 'Subscription',
    actions: changes,
    notes:
      'The relationship between a company and a product, with the company, the user and the active order.',
  },
  { type: 'USER', name: 'User', actions: changes, notes: '' },
  {
    type: 'INTEGRATION',
    name: 'Integration Event',
    actions: ['COMPLETED', 'FAILED'],
    notes: 'The vendor of a product has done what an integration event asks for, or has not.',
  },
] as const satisfies readonly Resource[]

export type ResourceType = (typeof catalogue)[number]['type']

/** `APP_ASSIGNMENT`, `CATALOG_PRODUCT`, … in catalogue order. */
export const resourceTypes = catalogue.map(({ type }) => type)

/** The display names of actions: `REMOVED` on the wire is "Deleted" on the page. */
export const actionNames: Readonly<Record<Action, string>> = {
  ADDED: 'Added',
  CHANGED: 'Changed',
  REMOVED: 'Deleted',
  COMPLETED: 'Completed',
  FAILED: 'Failed',
}

/** The resource whose events the router itself publishes. */
export const ownResource = 'INTEGRATION' as const satisfies ResourceType

/** The actions that a resource supports. */
export function actionsOf(type: ResourceType): readonly Action[] {
  return catalogue.find((resource) => resource.type === type)?.actions ?? []
}

/** `APP_ASSIGNMENT` + `CHANGED` → `app_assignment.changed`, the detail-type on the bus. */
export function eventType(type: ResourceType, action: Action): string {
  return `${detailTypePrefix(type)}${action.toLowerCase()}`
}

/** `APP_ASSIGNMENT` → `app_assignment.`, the prefix of a resource's detail-types. */
export function detailTypePrefix(type: ResourceType): string {
  return `${type.toLowerCase()}.`
}
