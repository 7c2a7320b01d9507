import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { anIntegratedProduct, must } from '../support/integrated-product.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import {
  behaviours,
  head,
  type Misbehaving,
  startMisbehaving,
} from '../support/misbehaving-receiver.ts'
import { type Api, aRouter, type TestRouter } from '../support/router.ts'

const Token = z.object({ token: z.string() })

/** What the event fails with, and whether its time limit has to pass. */
type Row = { error: 'TRANSPORT_ERROR' | 'INVALID_RESPONSE'; says: string; isSlow?: true }

const silent = (reason: string): Row => ({
  error: 'TRANSPORT_ERROR',
  says: `The endpoint did not respond: ${reason}`,
})
const status = (code: number): Row => ({
  error: 'TRANSPORT_ERROR',
  says: `The endpoint responded with status ${code}`,
})
const invalid = (reason: string): Row => ({
  error: 'INVALID_RESPONSE',
  says: `The body of the response is invalid: ${reason}`,
})
const isCut = invalid('it is not complete')
const isText = invalid('it is neither JSON nor XML')
const isEmpty = invalid('it is empty')

const rows: Record<keyof typeof behaviours, Row> = {
  'hangs before the headers': { ...silent('timeout: headers'), isSlow: true },
  'sends its headers a byte a second': { ...silent('timeout: headers'), isSlow: true },
  'sends headers, a part of the body and then silence': { ...isCut, isSlow: true },
  'sends the body a byte a second': { ...isCut, isSlow: true },
  'sends a body without an end': isCut,
  'sends 100 MB': isCut,
  'sends a gzip bomb': isCut,
  'sends a brotli bomb': isCut,
  'sends gzip without an end that yields nothing': isCut,
  'resets while the headers come': silent('connection: ECONNRESET'),
  'resets before the headers': silent('connection: ECONNRESET'),
  'resets while the body comes': isCut,
  'half-closes before the headers': silent('connection: ECONNRESET'),
  'half-closes while the body comes': isCut,
  'ends a body that has neither length nor chunks': isText,
  'sends chunks that are none': isCut,
  'sends more than its content-length': isText,
  'answers twice': isText,
  'sends two lengths': isCut,
  'sends a length and chunks': isCut,
  'sends 60 KB of headers': isText,
  'sends 70 KB of headers': silent('protocol: HPE_HEADER_OVERFLOW'),
  'ends its lines with LF': isCut,
  'ends its lines with LF, a byte at a time': isCut,
  'folds a header': status(503),
  'has a space before a colon': isCut,
  'has 50 KB of spaces in a header': isCut,
  'has a header without a name': isCut,
  'has odd headers after 100 Continue': status(410),
  'speaks another protocol': silent('protocol: HPE_INVALID_CONSTANT'),
  'sends 100, 102 and 103 first': isText,
  'sends 1xx without an end': { ...silent('timeout: headers'), isSlow: true },
  'sends 100 without an end': silent('protocol: HPE_HEADER_OVERFLOW'),
  'sends empty lines without an end': silent('protocol: HPE_HEADER_OVERFLOW'),
  'sends extensions of chunks without an end': isCut,
  'switches protocols unasked': status(101),
  'answers 204': isEmpty,
  'answers 204 and calls nothing gzip': isEmpty,
  'answers before it has read the request': status(413),
  'answers in gzip': isText,
  'answers in deflate': isText,
  'answers in raw deflate': isText,
  'answers in brotli': isText,
  'answers in an unknown encoding': isText,
  'answers in gzip that is none': isCut,
  'resets in the middle of gzip': isCut,
  'answers in no UTF-8': isText,
}

/** Each has a product of its own. All are called at the same time, so that the slow ones take a second. */
describe('The event of a vendor that', () => {
  const vendors: Misbehaving[] = []
  const tokens = new Map<string, string>()
  let router: TestRouter
  let api: Api

  beforeAll(async () => {
    router = await aRouter()
    api = router.as('manager')
    for (const name of namesOf(rows)) {
      const vendor = await startMisbehaving(behaviours[name])
      vendors.push(vendor)
      tokens.set(name, await ask(vendor, { isSlow: rows[name].isSlow ?? false }))
    }
  })
  afterAll(async () => {
    vendors.forEach(({ close }) => {
      close()
    })
    await router.stop()
  })

  async function ask({ url }: Misbehaving, { isSlow }: { isSlow: boolean }): Promise<string> {
    const product = `product-${vendors.length}`
    await anIntegratedProduct(api, { id: product, url, timeLimitSeconds: isSlow ? 1 : 30 })
    return order(product)
  }

  async function order(product: string): Promise<string> {
    const asked = { ...anIntegrationEvent(), product }
    return Token.parse(await must(api('POST', '/integration-events', asked))).token
  }

  it.each(namesOf(rows))('%s', async (name) => {
    const { error, says } = rows[name]

    await eventually(async () => {
      expect(await api('GET', `/integration-events/${tokens.get(name) ?? ''}`)).toMatchObject({
        body: {
          status: 'failed',
          stage: 'ended',
          result: { by: 'response', success: false, errorCode: error, message: says },
          readCount: 0,
        },
      })
    }, 20_000)
  })

  it('closes the connection after it has read the call, each time: each is called once', async () => {
    const account = '{"success":true,"accountIdentifier":"globex-7"}'
    let calls = 0
    const vendor = await startMisbehaving((socket) => {
      calls += 1
      socket.write(`${head(200, `content-length: ${account.length}`)}${account}`)
      socket.on('data', () => {
        calls += 1
        socket.resetAndDestroy()
      })
    })
    vendors.push(vendor)
    const first = await ask(vendor, { isSlow: false })
    const product = `product-${vendors.length}`
    await ended(first)
    const second = await order(product)
    await ended(second)

    expect(calls).toBe(2)
  })

  async function ended(token: string) {
    await eventually(async () => {
      expect(await api('GET', `/integration-events/${token}`)).toMatchObject({
        body: { stage: 'ended' },
      })
    })
  }
})

function namesOf<Name extends string>(table: Record<Name, unknown>): Name[] {
  return Object.keys(table) as Name[]
}
