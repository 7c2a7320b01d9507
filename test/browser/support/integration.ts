import { expect } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../../support/eventually.ts'
import { anIntegrationEvent } from '../../support/integration-events.ts'
import type { Api } from '../../support/router.ts'
import { aVendor, type Vendor } from '../../support/vendor.ts'
import type { Fixture } from './fixture.ts'

const Credential = z.object({ type: z.string(), key: z.string(), secret: z.string() })
const Token = z.object({ token: z.string() })

/** Company names by which the vendor of the tests decides. */
export const later = 'Answered later'
export const failing = 'Fails'

/** A vendor that completes events, unless the company's name says otherwise. */
export async function aTestVendor(fixture: Fixture): Promise<Vendor> {
  const vendor = await aVendor((_, { events }) => {
    const company = JSON.stringify(events.at(-1) ?? {})
    if (company.includes(later)) return { status: 202, body: { success: true } }
    if (company.includes(failing)) {
      const errorCode = 'USER_ALREADY_EXISTS'
      return { body: { success: false, errorCode, message: 'The company exists already' } }
    }
    return { body: { success: true, accountIdentifier: 'globex-7' } }
  })
  fixture.closeLater(vendor.close)
  return vendor
}

/** A product of the vendor `globex`, with its integration. */
export async function aProduct(api: Api, settings: Record<string, unknown> = {}): Promise<string> {
  const product = { id: 'crm', name: 'Globex CRM', vendor: 'globex', ...settings }
  expect(await api('POST', '/products', product)).toMatchObject({ status: 201 })
  return product.id
}

/** Sets up the integration with a URL of the vendor, who signs in. */
export async function anIntegration(
  api: Api,
  product: string,
  { vendor, routerUrl }: { vendor: Vendor; routerUrl: string },
): Promise<void> {
  const settings = {
    endpoints: {
      DEFAULT: `${vendor.url}/events?url={eventUrl}`,
      SUBSCRIPTION_ORDER: `${vendor.url}/orders?eventUrl={eventUrl}`,
    },
    notificationEmail: 'integration@globex.example',
    upcomingInvoiceNotices: true,
    authentication: { type: 'OAUTH1' },
  }
  const { status } = await api('PUT', `/products/${product}/integration`, settings)
  expect(status).toBe(200)
  const issued = await api('POST', `/products/${product}/integration/credentials`)
  vendor.signIn(Credential.parse(issued.body), routerUrl)
}

/** Publishes an order of a company, and waits for its status. */
export async function anOrder(
  api: Api,
  { product, company, status }: { product: string; company: string; status: string },
): Promise<string> {
  const event = { ...anIntegrationEvent(), product }
  const payload = { ...event.payload, company: { uuid: company, name: company } }
  const { body } = await api('POST', '/integration-events', { ...event, payload })
  const { token } = Token.parse(body)
  const stage = status === 'pending' ? 'called' : 'ended'
  await eventually(async () => {
    const found = await api('GET', `/integration-events/${token}`)
    expect(found).toMatchObject({ body: { status, stage } })
  })
  return token
}

/** Two products, one of which has an integration and events of every status. */
export async function someIntegrationEvents(fixture: Fixture, api: Api) {
  const vendor = await aTestVendor(fixture)
  await aProduct(api, { id: 'drive', name: 'Globex Drive' })
  const product = await aProduct(api)
  await anIntegration(api, product, { vendor, routerUrl: fixture.router.url })
  await api('POST', `/products/${product}/integration/ping`, { endpoint: 'SUBSCRIPTION_ORDER' })
  await anOrder(api, { product, company: 'Example Ltd', status: 'complete' })
  const failed = await anOrder(api, { product, company: failing, status: 'failed' })
  const pending = await anOrder(api, { product, company: later, status: 'pending' })
  return { failed, pending }
}
