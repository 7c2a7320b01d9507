import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { anIntegrationEvent } from '../support/integration-events.ts'
import { aVendor, type Vendor } from '../support/vendor.ts'
import { apiUrl, ask, putEvent, tokenFor } from './account.ts'
import { countCalls, malformedEvents, sendCall } from './queues.ts'
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

  it('ends with the result that its vendor sends before the 202', async () => {
    const { product, vendor } = await aProduct(async (_, self) => {
      const result = { success: false, errorCode: 'FORBIDDEN', message: 'Not in this country' }
      await self.sendResult(self.eventUrl(), result)
      return { status: 202, body: { success: true } }
    })

    const token = await order(product)

    await soon(async () => {
      expect(await asManager('GET', `/integration-events/${token}`)).toMatchObject({
        body: {
          status: 'failed',
          call: { status: 202 },
          result: { by: 'request', errorCode: 'FORBIDDEN', message: 'Not in this country' },
        },
      })
    })
    expect(vendor.results).toEqual([200])
  })

  it('calls once, however often its message comes: before the response, and after it', async () => {
    const released: (() => void)[] = []
    const { product, vendor } = await aProduct(
      () =>
        new Promise((resolve) => {
          released.push(() => {
            resolve({ body: { success: true, accountIdentifier: 'globex-9' } })
          })
        }),
      { type: 'OAUTH1' },
      30,
    )
    const token = await order(product)
    await soon(() => {
      expect(released).toHaveLength(1)
    })

    await Promise.all([sendCall(token), sendCall(token)])
    await soon(async () => {
      expect(await countCalls()).toBeLessThanOrEqual(1)
    })
    released[0]?.()
    await soon(async () => {
      expect(await eventsOf(product)).toMatchObject([{ token, status: 'complete' }])
    })
    await sendCall(token)
    await soon(async () => {
      expect(await countCalls()).toBe(0)
    })

    expect(vendor.requests).toHaveLength(1)
    expect(await asManager('GET', `/integration-events/${token}`)).toMatchObject({
      body: { stage: 'ended', call: { status: 200 }, readCount: 1 },
    })
  })

  it('ends with what its vendor did not respond', async () => {
    const { product } = await aProduct(() => new Promise(() => undefined), { type: 'OAUTH1' }, 1)

    const token = await order(product)

    await soon(async () => {
      expect(await asManager('GET', `/integration-events/${token}`)).toMatchObject({
        body: {
          status: 'failed',
          result: {
            errorCode: 'TRANSPORT_ERROR',
            message: 'The endpoint did not respond: timeout: headers',
          },
        },
      })
    })
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
  timeLimitSeconds = 5,
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
        timeLimitSeconds,
      },
    }),
  )
  const issued = await must(asManager('POST', `/products/${product}/integration/credentials`))
  vendor.signIn(Credential.parse(issued), apiUrl())
  return { product, vendor }
}

async function order(product: string): Promise<string> {
  const asked = { token: await tokenFor('acme', 'producer'), body: orderOf(product) }
  return Token.parse(await must(ask('POST', '/integration-events', asked))).token
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
