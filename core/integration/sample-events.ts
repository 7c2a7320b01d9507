import type { IntegrationEventInput } from './event-input.ts'
import type { EndpointName } from './product.ts'

const person = {
  uuid: '11111111-1111-4111-8111-111111111111',
  openId: 'https://marketplace.example.com/openid/id/11111111-1111-4111-8111-111111111111',
  email: 'test@example.com',
  firstName: 'Test',
  lastName: 'Person',
  language: 'en',
  locale: 'en-US',
  attributes: {},
}

const company = {
  uuid: '22222222-2222-4222-8222-222222222222',
  name: 'Test Company',
  email: 'company@example.com',
  country: 'US',
}

const account = { accountIdentifier: 'dummy-account', status: 'ACTIVE' } as const
const order = {
  editionCode: 'DUMMY',
  pricingDuration: 'MONTHLY',
  items: [{ unit: 'USER', quantity: 1 }],
} as const

/** The event that a ping test of an endpoint sends. */
export function sampleEvent(name: EndpointName, product: string): IntegrationEventInput {
  return { product, flag: 'STATELESS', ...samples[name] }
}

type Sample = Pick<IntegrationEventInput, 'type' | 'payload'> &
  Partial<Pick<IntegrationEventInput, 'creator'>>

const samples: Readonly<Record<EndpointName, Sample>> = {
  SUBSCRIPTION_ORDER: {
    type: 'SUBSCRIPTION_ORDER',
    creator: person,
    payload: { company, order: { ...order, items: [...order.items] }, configuration: {} },
  },
  SUBSCRIPTION_CHANGE: {
    type: 'SUBSCRIPTION_CHANGE',
    creator: person,
    payload: { account, order: { ...order, items: [...order.items] } },
  },
  SUBSCRIPTION_CANCEL: { type: 'SUBSCRIPTION_CANCEL', creator: person, payload: { account } },
  SUBSCRIPTION_NOTICE: {
    type: 'SUBSCRIPTION_NOTICE',
    payload: { account, notice: { type: 'REACTIVATED' }, configuration: {} },
  },
  USER_ASSIGNMENT: {
    type: 'USER_ASSIGNMENT',
    creator: person,
    payload: { account, user: person },
  },
  USER_UNASSIGNMENT: {
    type: 'USER_UNASSIGNMENT',
    creator: person,
    payload: { account, user: person },
  },
  USER_UPDATED: { type: 'USER_UPDATED', payload: { account, user: person, configuration: {} } },
  ADDON: {
    type: 'ADDON_ORDER',
    creator: person,
    payload: {
      account,
      order: { addonOfferingCode: 'DUMMY', items: [...order.items] },
      configuration: {},
    },
  },
}
