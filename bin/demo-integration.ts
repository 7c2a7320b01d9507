import { randomUUID } from 'node:crypto'

import type { Postrider, Schemas } from '../client/postrider.ts'
import { startVendor } from './demo-vendor.ts'
import { dataOf } from './local-api.ts'

const product = 'demo-product'

/** An order with a vendor of its own, which answers 202 and completes it a second later. */
export async function demoIntegration(api: Postrider, router: string): Promise<void> {
  const vendor = await startVendor((line) => {
    console.log(line)
  })
  try {
    const { key, secret } = await setUp(api, vendor.url)
    vendor.signIn({ key, secret, router })
    console.log(`The product ${product} has a vendor on ${vendor.url}`)
    const { token } = await dataOf(api.POST('/integration-events', { body: anOrder() }))
    const ended = await endOf(token, api)
    await vendor.sent // its line comes first
    console.log(`\nThe record of the order:\n${JSON.stringify(ended, null, 2)}`)
    console.log(`\nThe page shows it: ${router}/ (sign in as manager@acme, Event logs)`)
  } finally {
    vendor.close()
  }
}

/** The product of an earlier demo, or a new one, with the vendor's new URL and credential. */
async function setUp(api: Postrider, url: string): Promise<Schemas['CreatedCredential']> {
  const { items } = await dataOf(api.GET('/products'))
  if (!items.some(({ id }) => id === product)) {
    await dataOf(
      api.POST('/products', { body: { id: product, name: 'Demo product', vendor: 'demo' } }),
    )
  }
  const params = { path: { id: product } }
  const authentication = { type: 'BASIC' as const, username: 'router', password: 'demo' }
  const body = { endpoints: { DEFAULT: url }, authentication }
  await dataOf(api.PUT('/products/{id}/integration', { params, body }))
  const credential = { params, body: { keepPreviousHours: 0 } }
  return dataOf(api.POST('/products/{id}/integration/credentials', credential))
}

function anOrder(): Schemas['NewIntegrationEvent'] {
  return {
    type: 'SUBSCRIPTION_ORDER',
    product,
    flag: 'DEVELOPMENT',
    subscription: randomUUID(),
    creator: { uuid: randomUUID(), email: 'ada@example.com' },
    payload: {
      company: { uuid: randomUUID(), name: 'Example Ltd' },
      order: { editionCode: 'PRO', items: [{ unit: 'USER', quantity: 10 }] },
    },
  }
}

async function endOf(token: string, api: Postrider): Promise<Schemas['IntegrationEvent']> {
  for (let tries = 0; tries < 200; tries += 1) {
    const params = { path: { token } }
    const event = await dataOf(api.GET('/integration-events/{token}', { params }))
    if (event.stage === 'ended') return event
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The demo failed: the order did not end in 10 s')
}
