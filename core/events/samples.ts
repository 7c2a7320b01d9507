import type { ResourceType } from './catalogue.ts'

/** The fictional content of a test event, in the documented shape, without card data. */
type Sample = { uuid: string; url: string; content: Readonly<Record<string, unknown>> }

/** A sample resource of this type. */
export function sampleOf(type: ResourceType): Sample {
  const { path, content } = samples[type]
  return { uuid: ids.resource, url: `${host}${path}`, content }
}

const host = 'https://marketplace.example.com'

const ids = {
  resource: '5a3d1e00-0000-4000-8000-000000000001',
  company: '5a3d1e00-0000-4000-8000-000000000002',
  user: '5a3d1e00-0000-4000-8000-000000000003',
  subscription: '5a3d1e00-0000-4000-8000-000000000004',
}
const createdAt = 1_700_000_000_000
const companyPath = `/api/account/v1/companies/${ids.company}`
const userPath = `/api/account/v1/users/${ids.user}`
const company = { id: ids.company, href: `${host}${companyPath}` }
const user = { id: ids.user, href: `${host}${userPath}` }

const person = {
  id: ids.user,
  email: 'sam.sample@example.com',
  username: 'sam.sample',
  firstName: 'Sam',
  lastName: 'Sample',
  language: 'en',
  locale: 'en_US',
  password: null,
  deleted: false,
}
const product = { id: 104711, uuid: ids.resource, name: 'Sample Product' }
const order = {
  id: 4711,
  startDate: createdAt,
  endDate: null,
  status: 'ACTIVE',
  frequency: 'MONTHLY',
  currency: 'USD',
  type: 'NEW',
  totalPrice: 10,
  orderLines: [{ id: 1, type: 'ITEM', unit: 'USER', quantity: 1, price: 10, totalPrice: 10 }],
}
const contact = { company: company.id, name: 'Sam Sample', email: 'sam.sample@example.com' }

const samples: Readonly<Record<ResourceType, Pick<Sample, 'content'> & { path: string }>> = {
  APP_ASSIGNMENT: {
    path: `/api/account/v2/subscriptions/assignments/${ids.resource}`,
    content: {
      status: 'ACTIVE',
      userUuid: ids.user,
      companyUuid: ids.company,
      subscriptionUuid: ids.subscription,
      externalVendorIdentifier: null,
    },
  },
  CATALOG_PRODUCT: {
    path: '/api/marketplace/v1/products/104711?country=US&currency=USD',
    content: { application: product, featured: false, popular: false, staffPick: false },
  },
  COMPANY: {
    path: `${companyPath}?isExternalId=false`,
    content: {
      id: ids.company,
      uuid: ids.company,
      externalId: null,
      name: 'Sample Company',
      enabled: true,
      contact: null,
      status: 'ACTIVE',
      creationDate: createdAt,
      countryCode: 'US',
    },
  },
  DISCOUNT: {
    path: `/api/channel/v1/discounts/${ids.resource}`,
    content: { id: 4711, uuid: ids.resource, code: 'SAMPLE', type: 'PERCENTAGE', percentage: 10 },
  },
  INVOICE: {
    path: `/api/appmarket/v1/invoices/${ids.resource}`,
    content: { id: 4711, uuid: ids.resource, status: 'UNPAID', currency: 'USD', locale: 'en_US' },
  },
  MEMBERSHIP: {
    path: `${companyPath}/users/${ids.user}`,
    content: { ...person, roles: ['USER'], enabled: true },
  },
  ORDER: { path: '/api/billing/v1/orders/4711', content: order },
  PAYMENT_INSTRUMENT: {
    path: `/api/billing/v1/paymentInstruments/${ids.resource}`,
    content: { id: ids.resource, company, user, paymentMethod: 'CREDIT_CARD', default: true },
  },
  PLATFORMS: { path: '/api/platforms/4711', content: { id: 4711, name: 'Sample Platform' } },
  QUOTE: { path: '/api/quotes/4711', content: { id: 4711, status: 'OPEN', ...contact } },
  RESELLER_REGISTRANT: { path: '/api/registrants/4711', content: { id: 4711, ...contact } },
  LEAD: { path: '/api/leads/4711', content: { id: 4711, status: 'NEW', ...contact } },
  STAGING_PRODUCT: {
    path: '/api/marketplace/v1/products/104711?country=US&currency=USD',
    content: { ...product, assignLeadsToDevelopers: false, supportedLanguages: ['en'] },
  },
  SUBSCRIPTION: {
    path: `/api/billing/v1/subscriptions/${ids.resource}`,
    content: {
      id: ids.resource,
      creationDate: createdAt,
      endDate: null,
      status: 'ACTIVE',
      maxUsers: 5,
      assignedUsers: 1,
      order,
      company,
      user,
      product: { id: product.id, href: `${host}/api/marketplace/v1/products/104711` },
    },
  },
  INTEGRATION: {
    path: `/integration-events/${ids.resource}`,
    content: {
      token: ids.resource,
      type: 'SUBSCRIPTION_ORDER',
      product: 'sample-product',
      vendor: 'sample-vendor',
      createdAt: new Date(createdAt).toISOString(),
      account: 'sample-account',
    },
  },
  USER: {
    path: `${userPath}?isExternalId=false`,
    content: { ...person, status: 'ACTIVE', externalId: null },
  },
}
