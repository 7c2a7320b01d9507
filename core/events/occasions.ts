import type { catalogue } from './catalogue.ts'

/** When each event type fires: every action of every resource of the catalogue has its sentence. */
type Occasions = {
  readonly [R in (typeof catalogue)[number] as R['type']]: Readonly<
    Record<R['actions'][number], string>
  >
}

/** Source: the marketplace's page "Webhook resources, actions, and events"; the rest says what its names say. */
export const occasions: Occasions = {
  APP_ASSIGNMENT: {
    ADDED: 'An application is assigned to a user, and the assignment is provisioned.',
    CHANGED:
      'An assignment fails, its removal fails, or it changes from one pending status to another, such as ' +
      'from PENDING_USER_ACTIVATION to PENDING_REMOTE_CREATION.',
    REMOVED: 'An application is unassigned from a user.',
  },
  CATALOG_PRODUCT: {
    ADDED:
      'A product or bundle is added to the catalog, or “Visible on Marketplace” is selected for it.',
    CHANGED: 'Any other marketplace setting of a product or bundle is changed.',
    REMOVED:
      'A product or bundle is deleted from the catalog, or “Visible on Marketplace” is cleared for it.',
  },
  COMPANY: changesOf('A company'),
  DISCOUNT: {
    ADDED: 'A discount is added. A customer who applies its code to a purchase sends no event.',
    CHANGED: 'A discount is changed.',
    REMOVED: 'A discount is deleted.',
  },
  INVOICE: changesOf('An invoice'),
  MEMBERSHIP: {
    ADDED: 'A user becomes a member of a company.',
    CHANGED: 'The membership of a user in a company is changed, such as its roles.',
    REMOVED: 'A user is no longer a member of a company.',
  },
  ORDER: {
    ADDED: 'An order is added: the product and edition that a subscription includes.',
    CHANGED:
      'The status of an order becomes INITIALIZED, PENDING_USER_APPROVAL, PENDING_ASYNCHRONOUS_CREATION, ' +
      'FREE_TRIAL, ACTIVE, ONE_TIME, SUSPENDED, FREE_TRIAL_EXPIRED, FREE_TRIAL_CANCELLED or CANCELLED.',
    REMOVED: 'An order is deleted.',
  },
  PAYMENT_INSTRUMENT: {
    ADDED: 'A credit card or other payment method is added. Card numbers are never sent.',
    CHANGED: 'A payment method is changed. Card numbers are never sent.',
  },
  PLATFORMS: changesOf('A platform'),
  QUOTE: changesOf('A quote'),
  RESELLER_REGISTRANT: {
    ADDED: 'A reseller is registered on the marketplace. A registrant is never changed or removed.',
  },
  LEAD: changesOf('A lead'),
  STAGING_PRODUCT: {
    ADDED: 'A product is added to the staging catalog.',
    CHANGED: 'A product of the staging catalog is changed.',
  },
  SUBSCRIPTION: {
    ADDED: 'A subscription is created for a customer.',
    CHANGED: 'An existing subscription of a customer is changed in some way.',
    REMOVED: 'A subscription of a customer ends or is canceled.',
  },
  USER: changesOf('A user'),
  INTEGRATION: {
    COMPLETED: 'The vendor of a product has done what an integration event asks for.',
    FAILED: 'The vendor of a product has not done what an integration event asks for.',
  },
}

function changesOf(resource: string) {
  return {
    ADDED: `${resource} is added.`,
    CHANGED: `${resource} is changed.`,
    REMOVED: `${resource} is deleted.`,
  } as const
}
