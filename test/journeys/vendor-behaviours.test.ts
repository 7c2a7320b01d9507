import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { integrate, must } from '../support/integrated-product.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { aRouter, type Api, type TestRouter } from '../support/router.ts'
import { aVendor, type Vendor, type VendorAnswer } from '../support/vendor.ts'
import { immediateVendors, laterVendors } from '../support/vendor-behaviours.ts'

const Token = z.object({ token: z.string() })

/** The state of the event after the call; `account` without an error, `says` of its message. */
type Row = {
  account?: string
  error?: string
  says?: RegExp
  by?: 'request'
  callStatus?: number
}

const transport = (callStatus: number): Row => ({
  error: 'TRANSPORT_ERROR',
  says: new RegExp(`^The endpoint responded with status ${callStatus}$`),
  callStatus,
})
const invalid = (reason: RegExp | string): Row => ({
  error: 'INVALID_RESPONSE',
  says: new RegExp(`^The body of the response is invalid: ${new RegExp(reason).source}`),
})
const refused: Row = { error: 'MAX_USERS_REACHED', says: /^No seat is left$/ }
const sent: Row = { account: 'globex-7', by: 'request' }

const immediate: Record<keyof typeof immediateVendors, Row> = {
  'answers in time': { account: 'globex-7' },
  'answers with 201': { account: 'globex-7', callStatus: 201 },
  'answers in XML': { account: 'x-7' },
  'refuses with 200': refused,
  'refuses with 409': { ...refused, callStatus: 409 },
  'refuses with 202': { ...refused, callStatus: 202 },
  'sends the result, then 202': { ...sent, callStatus: 202 },
  'sends a refusal, then 202 with success': { ...refused, by: 'request', callStatus: 202 },
  'sends the result twice, then 202': { ...sent, callStatus: 202 },
  'sends a result, then another one in the response': sent,
  'sends a result, then 500': { ...sent, callStatus: 500 },
  'has success without an account': {
    error: 'INVALID_RESPONSE',
    says: /^The response to SUBSCRIPTION_ORDER must have an accountIdentifier$/,
  },
  'has an account that is too long': invalid('its "accountIdentifier" must be text of at most 255'),
  'has a success that is none': invalid('its "success" must be true or false, and is something'),
  'has a success in a prototype': invalid('its "success" must be true or false, and is missing'),
  'calls JSON text/html': { account: 'globex-7' },
  'calls JSON application/xml': { account: 'globex-7' },
  'has a page in HTML': invalid('its "success" must be true or false, and is missing'),
  'has a page in HTML with a DTD': invalid('it has a DTD$'),
  'has a login page with 401': transport(401),
  'has an empty body': invalid('it is empty$'),
  'has 204': { ...invalid('it is empty$'), callStatus: 204 },
  'has an array': invalid('it has no fields$'),
  'has half of its JSON': invalid('it is not JSON'),
  'has 1 MB of JSON': invalid('it is not complete$'),
  'has JSON that is nested 30,000 levels deep': invalid('it is not JSON'),
  'has an XML bomb': invalid('it has a DTD$'),
  'has an external entity': invalid('it has a DTD$'),
  'has XML that is nested 5,000 levels deep': invalid('it is nested more than 50 levels deep$'),
  'redirects to the metadata of the cloud': transport(302),
  'redirects to its own result': transport(307),
  'is down': transport(503),
}

const later: Record<keyof typeof laterVendors, number[]> = {
  'answers 202': [],
  'answers 202 with success': [],
  'answers 202 with a page in HTML': [],
  'sends an invalid result, then 202': [400, 400, 400],
}

type Behaviour = (vendor: Vendor) => Promise<VendorAnswer> | VendorAnswer

/** Each has a product of its own, so that nothing is blocked by the event of another. */
describe('The event of a vendor that', () => {
  const vendors: Vendor[] = []
  let router: TestRouter
  let api: Api

  beforeAll(async () => {
    router = await aRouter()
    api = router.as('manager')
  })
  afterAll(async () => {
    for (const vendor of vendors) await vendor.close()
    await router.stop()
  })

  async function ask(behave: Behaviour) {
    const vendor = await aVendor((_, self) => behave(self))
    vendors.push(vendor)
    const product = `product-${vendors.length}`
    // The limit is not what is tested here, and this machine may be busy.
    await integrate(vendor, { api, router }, { id: product, timeLimitSeconds: 30 })
    const asked = { ...anIntegrationEvent(), product }
    const { token } = Token.parse(await must(api('POST', '/integration-events', asked)))
    const view = async () => (await api('GET', `/integration-events/${token}`)).body
    return { vendor, token, view }
  }

  it.each(namesOf(immediate))('%s', async (name) => {
    const { account, error, says, by = 'response', callStatus = 200 } = immediate[name]

    const { vendor, view } = await ask(immediateVendors[name])

    const result = {
      by,
      success: error === undefined,
      ...(account !== undefined && { accountIdentifier: account }),
      ...(error !== undefined && { errorCode: error }),
      ...(says !== undefined && { message: expect.stringMatching(says) }),
    }
    await eventually(async () => {
      expect(await view()).toMatchObject({
        status: error === undefined ? 'complete' : 'failed',
        stage: 'ended',
        result,
        call: { status: callStatus },
        readCount: 1,
      })
    })
    expect(vendor.requests).toHaveLength(1)
  })

  it.each(namesOf(later))('%s, and sends its result then', async (name) => {
    const { vendor, view, token } = await ask(laterVendors[name])

    await eventually(async () => {
      expect(await view()).toMatchObject({ stage: 'called', call: { status: 202 } })
    })
    const silent = await view()
    const result = { success: true, accountIdentifier: 'globex-9' }
    const responses = [
      await vendor.sendResult(vendor.eventUrl(), result),
      await vendor.sendResult(vendor.eventUrl(), { ...result, accountIdentifier: 'other' }),
    ]

    expect(silent).toMatchObject({ token, status: 'pending' })
    expect(silent).not.toHaveProperty('result')
    expect(vendor.results).toEqual([...later[name], ...responses.map(({ status }) => status)])
    expect(responses.map(({ status }) => status)).toEqual([200, 409])
    expect(await view()).toMatchObject({
      status: 'complete',
      result: { by: 'request', accountIdentifier: 'globex-9' },
    })
  })
})

function namesOf<Name extends string>(table: Record<Name, unknown>): Name[] {
  return Object.keys(table) as Name[]
}
