import { describe, expect, it } from '@jest/globals'

import { openSigners } from '../../../core/webhooks/signing-secrets.ts'
import { afterNoon, aWebhook, noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'
import { aContext, aKeyPair, aSealedSecret, aSecret, open, sealOf } from '../../support/seal.ts'

const seal = sealOf(aContext({ purpose: 'key' }))

/** The key with this number, as it is stored. */
function stored(number: number) {
  const { publicKey, privateKey } = aKeyPair(number)
  return { publicKey, sealed: `${seal}${privateKey}` }
}

const sealed = aSealedSecret(1)
const withKey = () => aWebhook({ signatures: ['v1', 'v1a'], signing: { sealed, key: stored(7) } })
const keysPath = 'GET /.well-known/webhook-keys/acme/webhook-1'
const rotate = 'POST /webhooks/webhook-1/key/rotate'
const versioned = { headers: { 'if-match': '"1"' } }

describe('the key of a webhook', () => {
  it.each<[string, ('v1' | 'v1a')[]]>([
    ['alone', ['v1a']],
    ['next to v1', ['v1', 'v1a']],
  ])(
    'is made when its signatures become v1a %s, and the private key is not shown',
    async (_, signatures) => {
      const world = aManagement({ webhooks: [aWebhook()] })

      const response = await world.ask('PATCH /webhooks/webhook-1', {
        ...versioned,
        body: { signatures },
      })

      expect(response).toMatchObject({ status: 200, body: { signatures } })
      expect(bodyOf(response)['publicKeys']).toEqual([{ publicKey: aKeyPair(2).publicKey }])
      expect(JSON.stringify(response)).not.toContain('whsk_')
      expect(world.webhooks.get('webhook-1')?.signing).toEqual({ sealed, key: stored(2) })
    },
  )

  it('stays when v1a is switched off and on', async () => {
    const world = aManagement({ webhooks: [withKey()] })
    await world.ask('PATCH /webhooks/webhook-1', { ...versioned, body: { signatures: null } })

    const on = { headers: { 'if-match': '"2"' }, body: { signatures: ['v1a'] } }
    await world.ask('PATCH /webhooks/webhook-1', on)

    expect(world.webhooks.get('webhook-1')?.signing.key).toEqual(stored(7))
  })

  it('stays when the signing secret is rotated', async () => {
    const world = aManagement({ webhooks: [withKey()] })

    await world.ask('POST /webhooks/webhook-1/secret/rotate')

    expect(world.webhooks.get('webhook-1')?.signing.key).toEqual(stored(7))
  })

  it.each([[[]], [['v1', 'v1', 'v1a']], [['v2']], ['v1a']])(
    'is not made for the signatures %j',
    async (signatures) => {
      const world = aManagement({ webhooks: [aWebhook()] })

      const response = await world.ask('PATCH /webhooks/webhook-1', {
        ...versioned,
        body: { signatures },
      })

      expect(response.status).toBe(400)
      expect(world.webhooks.get('webhook-1')?.signing).toEqual({ sealed })
    },
  )
})

describe('POST /webhooks/{id}/key/rotate', () => {
  it('makes a new key, and keeps the previous one for as long as it was asked to', async () => {
    const world = aManagement({ webhooks: [withKey()] })

    const response = await world.ask(rotate, { body: { keepPreviousHours: 2 } })

    const validUntil = afterNoon(2 * 3600)
    const [fresh, old] = [aKeyPair(2), aKeyPair(7)]
    expect(bodyOf(response)['publicKeys']).toEqual([
      { publicKey: fresh.publicKey },
      { publicKey: old.publicKey, validUntil },
    ])
    const webhook = world.webhooks.get('webhook-1') ?? aWebhook()
    const signers = (at: Date) => openSigners(webhook, at, open)
    expect(await signers(noon)).toEqual([aSecret(1), fresh.privateKey, old.privateKey])
    expect(await signers(new Date(validUntil))).toEqual([aSecret(1), fresh.privateKey])
    const audit = await world.ask('GET /audit', { query: { action: 'key.rotated' } })
    expect(bodyOf(audit)['items']).toMatchObject([{ webhook: 'webhook-1' }])
  })

  it('ends the previous key immediately when it is asked to', async () => {
    const world = aManagement({ webhooks: [withKey()] })

    await world.ask(rotate, { body: { keepPreviousHours: 0 } })

    expect(world.webhooks.get('webhook-1')?.signing.key).toEqual(stored(2))
  })

  it('is not there to rotate while a webhook has no v1a signatures', async () => {
    const response = await aManagement({ webhooks: [aWebhook()] }).ask(rotate)

    expect(response.status).toBe(409)
    expect(JSON.stringify(response.body)).toContain('the webhook has no v1a signatures')
  })
})

describe('GET /.well-known/webhook-keys/{marketplace}/{id}', () => {
  it('shows the valid public keys to anyone, and lets them be cached', async () => {
    const key = { ...stored(2), previous: { ...stored(7), validUntil: afterNoon(1) } }
    const world = aManagement({ webhooks: [aWebhook({ signing: { sealed, key } })] })

    const response = await world.ask(keysPath, { claims: undefined })

    expect(response).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'public, max-age=300' },
      body: { keys: [{ publicKey: stored(2).publicKey }, { publicKey: stored(7).publicKey }] },
    })
    expect(JSON.stringify(response)).not.toMatch(/sealed|whsk_/)
    world.now = new Date(afterNoon(1))
    expect(bodyOf(await world.ask(keysPath))['keys']).toHaveLength(1)
  })

  it.each([
    ['a webhook without a key', keysPath],
    ['an unknown webhook', keysPath.replace('webhook-1', 'webhook-2')],
    ['another marketplace', keysPath.replace('acme', 'globex')],
  ])('responds with 404 to %s', async (_, line) => {
    expect((await aManagement({ webhooks: [aWebhook()] }).ask(line)).status).toBe(404)
  })
})

describe('openSigners()', () => {
  it.each([
    [undefined, [aSecret(1)]],
    [['v1'] as const, [aSecret(1)]],
    [['v1a'] as const, [aKeyPair(7).privateKey]],
  ])('opens for the signatures %j only what they need', async (signatures, wanted) => {
    const webhook = {
      ...aWebhook({ signing: { sealed, key: stored(7) } }),
      ...(signatures && { signatures: [...signatures] }),
    }

    expect(await openSigners(webhook, noon, open)).toEqual(wanted)
  })
})
