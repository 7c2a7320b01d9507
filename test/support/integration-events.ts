import type { EventSource } from '../../core/integration/event-body.ts'
import type { IntegrationEventInput } from '../../core/integration/event-input.ts'
import type { Order } from '../../core/integration/event-payload.ts'
import type { IntegrationEventType } from '../../core/integration/event-types.ts'
import { uuidOf } from './builders.ts'

const creator = {
  uuid: uuidOf(10),
  openId: 'https://shop.example.com/openid/id/10',
  email: 'ada@example.com',
  firstName: 'Ada',
  lastName: 'Lovelace',
  language: 'en',
  locale: 'en_US',
  address: { street1: '1 Main St', city: 'Springfield', zip: '12345', country: 'US' },
}

const user = {
  uuid: uuidOf(11),
  email: 'zoë@example.com',
  firstName: 'Zoë',
  lastName: 'O’Neil & Söhne <Ltd>',
  language: 'de',
  locale: 'de_DE',
  attributes: { department: 'R&D', 'cost centre': '42' },
}

const company = {
  uuid: uuidOf(20),
  name: 'Example Ltd',
  email: 'office@example.com',
  phoneNumber: '+1 555 0100',
  website: 'https://example.com',
  country: 'US',
}

const account = { accountIdentifier: 'account-1', status: 'ACTIVE' } as const

const order: Order = {
  editionCode: 'PRO',
  pricingDuration: 'MONTHLY',
  items: [
    { unit: 'USER', quantity: 10 },
    { unit: 'GIGABYTE', quantity: 2.5 },
  ],
}

const addonOrder: Order = {
  addonOfferingCode: 'BACKUP',
  pricingDuration: 'MONTHLY',
  items: [{ unit: 'USER', quantity: 3 }],
}

const configuration = { domain: 'example.com' }
const addonInstance = { id: 'instance-1' }

/** What an event of each type has besides `type` and `product`. */
const rest: Readonly<
  Record<IntegrationEventType, Omit<IntegrationEventInput, 'type' | 'product'>>
> = {
  SUBSCRIPTION_ORDER: {
    flag: 'DEVELOPMENT',
    creator,
    payload: { company, order, configuration },
    returnUrl: 'https://shop.example.com/return?order=1&step=2',
  },
  SUBSCRIPTION_CHANGE: { creator, payload: { account, order } },
  SUBSCRIPTION_CANCEL: { creator, payload: { account } },
  SUBSCRIPTION_NOTICE: {
    creator: null,
    payload: {
      account: { ...account, status: 'SUSPENDED' },
      notice: { type: 'DEACTIVATED', message: 'Invoice 7 is overdue' },
      configuration,
    },
  },
  USER_ASSIGNMENT: { creator, payload: { account, user } },
  USER_UNASSIGNMENT: { creator, payload: { account, user } },
  USER_UPDATED: { payload: { account, user, configuration } },
  ADDON_ORDER: { creator, payload: { account, order: addonOrder, configuration } },
  ADDON_CHANGE: { creator, payload: { account, addonInstance, order: addonOrder } },
  ADDON_CANCEL: { creator, payload: { account, addonInstance } },
  ADDON_BIND: { creator, payload: { account, addonInstance } },
  ADDON_UNBIND: {
    creator,
    payload: { account, addonInstance, addonBinding: { id: 'binding-1' } },
    links: [{ rel: 'self', href: 'https://shop.example.com/bindings/1' }],
  },
}

/** An integration event of this type, as a producer sends it. */
export function anIntegrationEvent(
  type: IntegrationEventType = 'SUBSCRIPTION_ORDER',
): IntegrationEventInput {
  return { type, product: 'product-1', ...structuredClone(rest[type]) }
}

/** What the marketplace adds to these events. */
export const anEventSource: EventSource = {
  marketplace: { partner: 'ACME', baseUrl: 'https://shop.example.com' },
  applicationUuid: 'c0ffee00-0000-4000-8000-000000000001',
}
