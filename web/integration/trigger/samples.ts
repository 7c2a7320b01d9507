import type { IntegrationEventInput, IntegrationEventType } from '../../api/integration-views.ts'

/** The parts of an event that depend on its type. */
type Sample = Pick<IntegrationEventInput, 'creator' | 'payload' | 'subscription'>

const creator = {
  uuid: '7b3c5a52-8f39-4f3e-9d1c-2a5d8c1f6e01',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Example',
  language: 'en',
  locale: 'en-US',
}

const user = {
  ...creator,
  uuid: '7b3c5a52-8f39-4f3e-9d1c-2a5d8c1f6e02',
  email: 'grace@example.com',
  firstName: 'Grace',
}

const company = {
  uuid: 'c0a8f6b4-1d2e-4c3b-8a4f-5e6d7c8b9a10',
  name: 'Example Ltd',
  email: 'office@example.com',
  country: 'US',
}

const account = { accountIdentifier: 'account-1', status: 'ACTIVE' } as const
const items = [{ unit: 'USER', quantity: 5 }]
const order = { editionCode: 'PRO', pricingDuration: 'MONTHLY' as const, items }
const addonOrder = { addonOfferingCode: 'BACKUP', pricingDuration: 'MONTHLY' as const, items }
const addonInstance = { id: 'add-on-1' }

/** What an event of each type may look like. */
export const samples: Readonly<Record<IntegrationEventType, Sample>> = {
  SUBSCRIPTION_ORDER: { creator, payload: { company, order, configuration: {} } },
  SUBSCRIPTION_CHANGE: { creator, payload: { account, order } },
  SUBSCRIPTION_CANCEL: { creator, payload: { account } },
  SUBSCRIPTION_NOTICE: { payload: { account, notice: { type: 'REACTIVATED' } } },
  USER_ASSIGNMENT: { creator, payload: { account, user } },
  USER_UNASSIGNMENT: { creator, payload: { account, user } },
  USER_UPDATED: { payload: { account, user } },
  ADDON_ORDER: { creator, payload: { account, order: addonOrder } },
  ADDON_CHANGE: { creator, payload: { account, addonInstance, order: addonOrder } },
  ADDON_CANCEL: { creator, payload: { account, addonInstance } },
  ADDON_BIND: { creator, payload: { account, addonInstance } },
  ADDON_UNBIND: { creator, payload: { account, addonInstance, addonBinding: { id: 'binding-1' } } },
}
