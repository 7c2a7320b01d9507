import { afterEach, describe, expect, it } from '@jest/globals'
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { type Received, startReceiver } from '../support/receiver.ts'
import { type Api, aRouter } from '../support/router.ts'
import { acceptedBy, everyVerifier } from '../support/verifiers.ts'

const Secret = z.strictObject({
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{43}=$/),
  previous: z.strictObject({ secret: z.string(), validUntil: z.iso.datetime() }).optional(),
})

const event = {
  timestamp: 1_700_000_000_000,
  resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: { name: 'Grüße, 世界 🌍' } },
  resourceAction: 'ADDED',
}

describe('the signature', () => {
  const closers: (() => Promise<void>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  const aWorld = async (options: { fails?: number } = {}) => {
    const receiver = await startReceiver((response, number) =>
      response.writeHead(number <= (options.fails ?? 0) ? 500 : 204).end(),
    )
    const router = await aRouter()
    closers.push(receiver.close, router.stop)
    const api = router.as('manager')
    const id = await created(api, receiver.url)
    /** Publishes an event, and waits until this many requests have come in all. */
    const arrival = async (count: number) => {
      await api('POST', '/events', event)
      return eventually(() => {
        expect(receiver.requests).toHaveLength(count)
        return signed(receiver.requests.at(-1))
      })
    }
    return { receiver, router, api, path: `/webhooks/${id}/secret`, arrival }
  }

  it('is accepted by verifiers with the secrets of its time, around a rotation', async () => {
    const { api, path, arrival } = await aWorld()
    const old = await secretOf(api, path)
    const before = await arrival(1)

    const rotated = await api('POST', `${path}/rotate`)
    const { secret: fresh, previous } = Secret.parse((await api('GET', path)).body)
    const during = await arrival(2)
    await api('POST', `${path}/rotate`, { keepPreviousHours: 0 })
    const last = await secretOf(api, path)
    const after = await arrival(3)

    expect(rotated).toMatchObject({ status: 200, body: { version: 2 } })
    expect(rotated.body).toMatchObject({ previousSecretValidUntil: previous?.validUntil })
    expect(previous?.secret).toBe(old)
    const accepted = [before, during, after].map((request) =>
      [old, fresh, last].map((secret) => acceptedBy(request, secret).length),
    )
    const all = everyVerifier.length
    expect(accepted).toEqual([
      [all, 0, 0],
      [all, all, 0],
      [0, 0, all],
    ])
    expect(during.headers['webhook-signature']?.split(' ')).toHaveLength(2)
  })

  it('is verified with public keys that everyone may fetch, around a rotation of the key', async () => {
    const { api, router, path, arrival } = await aWorld()
    const webhook = path.replace('/secret', '')
    const etag = { 'if-match': '"1"' }
    await api('PATCH', webhook, { signatures: ['v1a'] }, etag)
    const id = webhook.replace('/webhooks/', '')
    const keys = async () => {
      const response = await fetch(`${router.url}/.well-known/webhook-keys/acme/${id}`)
      expect(response.headers.get('cache-control')).toBe('public, max-age=300')
      return Keys.parse(await response.json()).keys
    }
    const [old] = await keys()
    const before = await arrival(1)

    await api('POST', `${webhook}/key/rotate`)

    const [fresh] = await keys()
    const during = await arrival(2)
    expect(before.headers['webhook-signature']).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/)
    expect([old, fresh].map((key) => isVerified(before, key))).toEqual([true, false])
    expect([old, fresh].map((key) => isVerified(during, key))).toEqual([true, true])
    expect(isVerified({ ...during, body: `${during.body} ` }, fresh)).toBe(false)
  })

  it('is computed for each attempt, with the same id and the verbatim body', async () => {
    const { api, receiver, path } = await aWorld({ fails: 1 })
    const secret = await secretOf(api, path)

    await api('POST', '/events', event)

    await eventually(() => {
      expect(receiver.requests).toHaveLength(2)
    })
    const requests = receiver.requests.map(signed)
    expect(new Set(requests.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    for (const request of requests) expect(acceptedBy(request, secret)).toEqual(everyVerifier)
  })

  it('uses a secret that is unique to its webhook and shown only to its managers', async () => {
    const { api, router, path, receiver } = await aWorld()
    const other = await created(api, `${receiver.url}/other`)

    const secrets = [await secretOf(api, path), await secretOf(api, `/webhooks/${other}/secret`)]
    const responses = [
      await router.as('viewer')('GET', path),
      await router.as('viewer')('POST', `${path}/rotate`),
      await router.as('manager', 'globex')('GET', path),
      await router.as('manager', 'globex')('POST', `${path}/rotate`),
      await api('POST', `${path}/rotate`),
      await api('GET', '/webhooks'),
      await api('GET', '/deliveries'),
    ]

    expect(new Set(secrets).size).toBe(2)
    expect(responses.map(({ status }) => status)).toEqual([403, 403, 404, 404, 200, 200, 200])
    expect(JSON.stringify([responses, router.lines])).not.toContain('whsec_')
    expect(await router.countDeadLetters()).toBe(0)
  })

  it('needs a secret whose every read is recorded, also concurrent ones', async () => {
    const { api, router, path } = await aWorld()
    const webhook = path.replace('/secret', '')
    const change = (description: string) =>
      api('PATCH', webhook, { description }, { 'if-match': '*' })

    const responses = await Promise.all([
      ...[1, 2, 3].map(() => api('GET', path)),
      change('mine'),
      change('yours'),
    ])

    const looks = responses.slice(0, 3).filter(({ status }) => status === 200).length
    const { body } = await api('GET', webhook)
    expect(looks).toBe(3)
    expect(body).toMatchObject({ secretShownCount: looks, secretShownBy: 'manager@acme' })
    const lines = router.lines.filter(({ message }) => message === 'secret shown')
    expect(lines).toHaveLength(looks)
    expect(lines[0]).toEqual({
      message: 'secret shown',
      marketplace: 'acme',
      webhook: webhook.replace('/webhooks/', ''),
      by: 'manager@acme',
    })
  })
})

async function created(api: Api, url: string): Promise<string> {
  const { status, body } = await api('POST', '/webhooks', {
    url,
    resource: 'SUBSCRIPTION',
    actions: ['ADDED'],
  })
  expect(status).toBe(201)
  expect(JSON.stringify(body)).not.toContain('whsec_')
  return z.looseObject({ id: z.string() }).parse(body).id
}

async function secretOf(api: Api, path: string): Promise<string> {
  return Secret.parse((await api('GET', path)).body).secret
}

/** The received request, as a verifier's input. */
function signed(request: Received | undefined) {
  const { headers = {}, body = '' } = request ?? {}
  return { headers: headers as Record<string, string>, body }
}

const Keys = z.object({ keys: z.array(z.looseObject({ kty: z.string(), x: z.string() })) })

/** Whether one of the `v1a` signatures is of this key, by nothing but the key and the request. */
function isVerified({ headers, body }: ReturnType<typeof signed>, jwk: JsonWebKey = {}): boolean {
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return (headers['webhook-signature'] ?? '')
    .split(' ')
    .some((one) => verify(null, Buffer.from(text), key, Buffer.from(one.slice(4), 'base64')))
}
