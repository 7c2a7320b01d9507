import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { anIntegrationEvent } from '../support/integration-events.ts'
import { aVendor, type Vendor } from '../support/vendor.ts'
import { apiUrl, ask, putEvent, tokenFor } from './account.ts'
import { malformedEvents } from './queues.ts'
import { afterwards, asManager, soon } from './trial.ts'

const Credential = z.object({ type: z.string(), key: z.string(), secret: z.string() })
const Token = z.object({ token: z.string() })
const Listed = z.object({ items: z.array(z.object({ token: z.string(), status: z.string() })) })

/**
 * The path of an integration event in an emulated AWS account. The vendor is on a socket of this
 * machine. The API's own name does not resolve here, so that the vendor replaces it by the emulator's
 * address; it signs the name that it was given.
 */
describe('The journey of an integration event', () => {
  it('starts at the API: its vendor reads it, signed, and answers', async () => {
    const { product } = await aProduct(() => ({
      body: { success: 'true', accountIdentifier: 'globex-7' },
    }))

    const { status, body } = await ask('POST', '/integration-events', {
      token: await tokenFor('acme', 'producer'),
      body: orderOf(product),
    })

    expect(status).toBe(202)
    const { token } = Token.parse(body)
    await soon(async () => {
      expect(await asManager('GET', `/integration-events/${token}`)).toMatchObject({
        status: 200,
        body: {
          status: 'complete',
          result: { by: 'response', accountIdentifier: 'globex-7' },
          call: { status: 200 },
          readCount: 1,
        },
      })
    })
  })

  it('starts on the bus: its vendor answers 202, and sends the result with an access token', async () => {
    const { product, vendor } = await aProduct(() => ({ status: 202 }), {
      type: 'BASIC',
      username: 'router',
      password: 's3cret:word',
    })

    const detail = { marketplace: 'acme', ...orderOf(product) }
    await putEvent('integration.subscription_order', JSON.stringify(detail))

    await soon(async () => {
      expect(await eventsOf(product)).toMatchObject([{ status: 'pending' }])
      expect(vendor.events).toMatchObject([{ type: 'SUBSCRIPTION_ORDER' }])
    })
    const result = { success: true, accountIdentifier: 'globex-8' }
    const first = await vendor.sendResult(vendor.eventUrl(), result)
    const second = await vendor.sendResult(vendor.eventUrl(), result)
    expect([first.status, second.status]).toEqual([200, 409])
    expect(await eventsOf(product)).toMatchObject([{ status: 'complete' }])
  })

  it('ends as a malformed one when it is of no known type', async () => {
    const product = randomUUID()
    const detail = { marketplace: 'acme', ...orderOf(product), type: 'SUBSCRIPTION_PARTY' }

    await putEvent('integration.subscription_party', JSON.stringify(detail))

    await soon(async () => {
      const found = (await malformedEvents('MalformedIntegrationEventsUrl')).filter(({ body }) =>
        body.includes(product),
      )
      expect(found.map(({ reason }) => reason)).toEqual([
        expect.stringMatching(/^Cannot accept the integration event: type/),
      ])
    })
  })
})

/** A product with a vendor that reads each event before it answers so. */
async function aProduct(
  answer: Parameters<typeof aVendor>[0],
  authentication: object = { type: 'OAUTH1' },
): Promise<{ product: string; vendor: Vendor }> {
  const vendor = await aVendor(answer, { addressOf: here })
  afterwards(vendor.close)
  const product = `product-${randomUUID()}`
  await must(
    asManager('POST', '/products', { body: { id: product, name: 'CRM', vendor: 'globex' } }),
  )
  await must(
    asManager('PUT', `/products/${product}/integration`, {
      body: {
        endpoints: { DEFAULT: `${vendor.url}/events?url={eventUrl}` },
        authentication,
      },
    }),
  )
  const issued = await must(asManager('POST', `/products/${product}/integration/credentials`))
  vendor.signIn(Credential.parse(issued), apiUrl())
  return { product, vendor }
}

function orderOf(product: string) {
  return { ...anIntegrationEvent(), product, subscription: randomUUID() }
}

async function eventsOf(product: string) {
  const { body } = await asManager('GET', `/integration-events?product=${product}`)
  return Listed.parse(body).items
}

/** Where the emulator serves an address of the API. */
function here(url: string): string {
  const { pathname, search } = new URL(url)
  return `${apiUrl()}${pathname}${search}`
}

async function must(call: ReturnType<typeof asManager>): Promise<unknown> {
  const { status, body } = await call
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}
