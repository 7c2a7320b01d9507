import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import fc from 'fast-check'

import { deliver } from '../../../core/deliver/deliver.ts'
import { notificationOf } from '../../../core/events/event.ts'
import { requestFor } from '../../../core/deliver/request.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import {
  aDelivery,
  afterNoon,
  anEvent,
  aWebhook,
  firstMessage,
  noon,
} from '../../support/builders.ts'
import { aSealedSecret, aSecret } from '../../support/seal.ts'
import { acceptedBy, everyVerifier } from '../../support/verifiers.ts'
import { aWorld } from '../../support/world.ts'

const content = '{"name":"Grüße, 世界 🌍","id":12345678901234567890}'

/** The request of a delivery this many seconds after noon; the verifiers' clock is set to that. */
async function requestAt(seconds: number, signing: Webhook['signing']) {
  const now = new Date(afterNoon(seconds))
  jest.setSystemTime(now)
  const event = anEvent({ resource: { content } })
  const delivery = aDelivery({ event })
  const webhook = aWebhook({ signing })
  const world = aWorld({ now, webhooks: [webhook], events: [event], deliveries: [delivery] })
  await deliver(firstMessage(delivery, event), false, world.ports)
  const [request] = world.requests
  if (request === undefined) throw new Error('Nothing was sent')
  return request
}

const before = { sealed: aSealedSecret(1) }
const validUntil = afterNoon(3600)
const during = { sealed: aSealedSecret(2), previous: { sealed: aSealedSecret(1), validUntil } }

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout'] })
})

afterEach(() => {
  jest.useRealTimers()
})

describe('standardwebhooks', () => {
  const [old, fresh] = [aSecret(1), aSecret(2)]
  const all = everyVerifier

  it.each([
    ['before a rotation', 0, before, { [old]: all, [fresh]: [] }],
    ['at a rotation', 0, during, { [old]: all, [fresh]: all }],
    ['during the overlap', 3599, during, { [old]: all, [fresh]: all }],
    ['when the old secret expires', 3600, during, { [old]: [], [fresh]: all }],
    ['long after', 100_000, during, { [old]: [], [fresh]: all }],
  ])(
    'accepts a request %s only with the secrets that are valid then',
    async (_, at, signing, want) => {
      const request = await requestAt(at, signing)

      const accepted = Object.keys(want).map((secret) => [secret, acceptedBy(request, secret)])

      expect(Object.fromEntries(accepted)).toEqual(want)
    },
  )

  it.each([
    ['before a rotation', before],
    ['during one', during],
  ])('rejects every request with one changed byte, %s', async (_, signing) => {
    const { headers, body } = await requestAt(0, signing)
    const signatures = (headers['webhook-signature'] ?? '').split(' ')
    const secrets = [aSecret(2), aSecret(1)].slice(-signatures.length)

    for (const [index, secret] of secrets.entries()) {
      // Its own signature: a verifier ignores those of other secrets.
      const signature = signatures[index] ?? ''
      const withHeader = (name: string, value: string) => ({
        headers: { ...headers, [name]: value },
        body,
      })
      const wrong = [
        ...changesOf(body).map((changed) => ({ headers, body: changed })),
        ...['webhook-id', 'webhook-timestamp'].flatMap((name) =>
          changesOf(headers[name] ?? '').map((changed) => withHeader(name, String(changed))),
        ),
        ...changesOf(signature).map((changed) =>
          withHeader('webhook-signature', signatures.with(index, String(changed)).join(' ')),
        ),
      ]

      const bytes = Buffer.byteLength(body) + aDelivery().id.length + 10 + signature.length
      expect(wrong).toHaveLength(2 * bytes)
      expect(wrong.filter((request) => acceptedBy(request, secret).length > 0)).toEqual([])
      expect(acceptedBy({ headers, body }, secret)).toEqual(all)
    }
  })

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'rejects a request without %s',
    async (name) => {
      const { headers, body } = await requestAt(0, before)
      const { [name]: _, ...rest } = headers

      expect(acceptedBy({ headers: rest, body }, old)).toEqual([])
    },
  )

  it.each([-301, 301])('rejects a request that is off by %i seconds', async (seconds) => {
    const request = await requestAt(0, before)

    jest.setSystemTime(new Date(afterNoon(seconds)))

    expect(acceptedBy(request, old)).toEqual([])
  })

  it('rejects a request with any other secret', async () => {
    const request = await requestAt(0, before)
    const others = fc.uint8Array({ minLength: 24, maxLength: 64 })

    fc.assert(
      fc.property(others, (bytes) => {
        const other = `whsec_${Buffer.from(bytes).toString('base64')}`
        expect(other === old || acceptedBy(request, other).length === 0).toBe(true)
      }),
    )
  })

  it('accepts a request with any content', () => {
    jest.setSystemTime(noon)

    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const event = anEvent({ resource: { content: JSON.stringify(value) } })
        const request = requestFor(
          { delivery: aDelivery(), event, body: notificationOf(event) },
          aWebhook(),
          {
            at: noon,
            credentials: undefined,
            signingSecrets: [old],
          },
        )
        expect(acceptedBy(request, old)).toEqual(all)
      }),
    )
  })
})

/** The text with one byte changed, at each place: by its lowest bit, and to a space. */
function changesOf(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  return [...bytes.keys()].flatMap((at) =>
    [(bytes[at] ?? 0) ^ 1, (bytes[at] ?? 0) === 32 ? 33 : 32].map((byte) => {
      const changed = Buffer.from(bytes)
      changed[at] = byte
      return changed
    }),
  )
}
