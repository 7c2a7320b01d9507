import { type Event, notificationOf } from '../../core/events/event.ts'
import { makersFrom } from './random-from.ts'

const host = 'https://shop.acme-marketplace.com'

/**
 * `subscription.changed` as a marketplace sends it, with ids, times, prices and names by chance.
 * Custom attributes fill the request's body to this many bytes, at least 430; it exceeds them by
 * less than 130.
 */
export function realisticEvent(bytes: number, random: () => number): Event {
  const { time, uuid, words } = makersFrom(random)
  const id = uuid()
  const own = { uuid: uuid(), timestamp: time() }
  const attributes: Record<string, string>[] = []
  const content = { ...theSubscription(id, bytes >= 1200, random), customAttributes: attributes }
  const event = (): Event => ({
    marketplace: 'acme',
    ...own,
    resource: {
      type: 'SUBSCRIPTION',
      uuid: id,
      url: `${host}/api/billing/v1/subscriptions/${id}`,
      content: JSON.stringify(content),
    },
    resourceAction: 'CHANGED',
  })
  for (let room = bytes - notificationOf(event()).length; room > 0;) {
    const attribute = { name: words(1), attributeType: 'TEXT', value: words(4), updatedBy: uuid() }
    attributes.push(attribute)
    room -= JSON.stringify(attribute).length + 1
  }
  return event()
}

function theSubscription(id: string, isLong: boolean, random: () => number) {
  const { integer, time, uuid } = makersFrom(random)
  const link = (path: string) => ({ id: uuid(), href: `${host}/api/${path}/${uuid()}` })
  const product = integer(1e6)
  return {
    id,
    creationDate: time(),
    endDate: null,
    status: 'ACTIVE',
    maxUsers: integer(500),
    ...(isLong && {
      parentSubscriptionId: null,
      externalAccountId: uuid(),
      assignedUsers: integer(100),
      order: anOrder(random),
      upcomingOrder: null,
      user: link('account/v1/users'),
      company: link('account/v1/companies'),
      product: { id: `${product}`, href: `${host}/api/marketplace/v1/products/${product}` },
      redirectUrl: null,
      internalId: uuid(),
    }),
  }
}

function anOrder(random: () => number) {
  const { integer, time, words } = makersFrom(random)
  const line = () => ({
    id: integer(1e6),
    type: 'ITEM',
    unit: 'USER',
    quantity: integer(50),
    price: integer(1e5) / 100,
    totalPrice: integer(1e6) / 100,
    description: words(3),
  })
  return {
    id: integer(1e6),
    startDate: time(),
    endDate: null,
    nextBillingDate: time(),
    status: 'ACTIVE',
    frequency: 'MONTHLY',
    currency: 'USD',
    type: 'NEW',
    totalPrice: integer(1e6) / 100,
    contract: { minimumServiceLength: 12, endOfContractDate: time(), gracePeriod: null },
    oneTimeOrders: [],
    orderLines: [line(), line()],
    links: [],
  }
}
