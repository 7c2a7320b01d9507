import { describe, expect, it } from '@jest/globals'

import { newClientKey } from '../../../adapters/oauth2/new-key-pair.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { aWebhook } from '../../support/builders.ts'
import { makeCertificates } from '../../support/certificates.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const authentication = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  accessTokenUri: 'https://id.example.com/token',
  clientId: 'client-1',
  clientAuthentication: 'PRIVATE_KEY_JWT',
}
const webhook = { url: 'https://crm.example.com/hook', events: ['order.*'], authentication }
const path = '/webhooks/new-1'

type Keys = Extract<Webhook['authentication'], { type: 'OAUTH2_CLIENT_CREDENTIALS' }>

function keysIn(stored: Webhook | undefined): Partial<Keys> {
  return stored?.authentication.type === 'OAUTH2_CLIENT_CREDENTIALS' ? stored.authentication : {}
}

/** Certificates are made at the time of the machine. */
function aManagementNow() {
  const world = aManagement({})
  world.now = new Date()
  return world
}

async function aWorldWithKey() {
  const world = aManagement({})
  await world.ask('POST /webhooks', { body: webhook })
  return world
}

describe('A webhook with PRIVATE_KEY_JWT', () => {
  it('gets a key pair, of which only the public half is shown', async () => {
    const world = aManagement({})

    const response = await world.ask('POST /webhooks', { body: webhook })

    expect(response.status).toBe(201)
    const { clientKey } = keysIn(world.webhooks.get('new-1'))
    const { sealed = '', ...open } = clientKey ?? {}
    expect(sealed).toContain('PRIVATE KEY')
    expect(bodyOf(response)).toMatchObject({ authentication: { clientKey: open } })
    expect(JSON.stringify(response)).not.toContain('PRIVATE KEY')
  })

  it('keeps its key when it is changed', async () => {
    const world = await aWorldWithKey()
    const before = keysIn(world.webhooks.get('new-1')).clientKey

    await world.ask(`PATCH ${path}`, {
      headers: { 'if-match': '"1"' },
      body: { authentication: { ...authentication, scope: 'events' } },
    })

    const after = keysIn(world.webhooks.get('new-1'))
    expect(after).toMatchObject({ scope: 'events' })
    expect(after.clientKey).toEqual(before)
  })

  it('signs with the next key only after a rotation', async () => {
    const world = await aWorldWithKey()
    const first = keysIn(world.webhooks.get('new-1')).clientKey

    expect(await world.ask(`POST ${path}/client-key/rotate`)).toMatchObject({ status: 409 })
    await world.ask(`POST ${path}/client-key`)
    const { clientKey, nextClientKey } = keysIn(world.webhooks.get('new-1'))
    await world.ask(`POST ${path}/client-key/rotate`)

    expect(clientKey).toEqual(first)
    expect(keysIn(world.webhooks.get('new-1'))).toMatchObject({ clientKey: nextClientKey })
    expect(keysIn(world.webhooks.get('new-1'))).not.toHaveProperty('nextClientKey')
  })

  it('refuses a client secret', async () => {
    const json = { ...webhook, authentication: { ...authentication, clientSecret: 's3cret' } }

    const response = await aManagement({}).ask('POST /webhooks', { body: json })

    expect(bodyOf(response)).toMatchObject({
      errors: [
        {
          path: 'authentication.clientSecret',
          message: 'must be absent with clientAuthentication PRIVATE_KEY_JWT',
        },
      ],
    })
  })
})

describe('The TLS settings of a webhook', () => {
  const { ca, client, expired, weak, expiring } = makeCertificates()
  const pair = { certificate: client.cert, privateKey: client.key }
  const tokens = { ...webhook, authentication: { type: 'NONE' } }

  it('show the certificates, and never the private key', async () => {
    const world = aManagementNow()

    const response = await world.ask('POST /webhooks', {
      body: { ...webhook, clientCertificate: pair, tokenCertificateAuthorities: ca },
    })

    expect(bodyOf(response)).toMatchObject({
      clientCertificate: { subject: 'CN=receiver', notAfter: '2049-01-01T00:00:00.000Z' },
      tokenCertificateAuthorities: [{ notAfter: '2049-01-01T00:00:00.000Z' }],
    })
    expect(JSON.stringify(response)).not.toContain('PRIVATE KEY')
    expect(world.webhooks.get('new-1')?.clientCertificate?.sealed).toContain('PRIVATE KEY')
  })

  it('are removed with null', async () => {
    const world = aManagement({ webhooks: [aWebhook()] })
    const change = (json: object, version: number) =>
      world.ask('PATCH /webhooks/webhook-1', {
        body: json,
        headers: { 'if-match': `"${version}"` },
      })
    await change({ certificateAuthorities: ca }, 1)
    expect(world.webhooks.get('webhook-1')).toHaveProperty('certificateAuthorities')

    await change({ certificateAuthorities: null }, 2)

    expect(world.webhooks.get('webhook-1')).not.toHaveProperty('certificateAuthorities')
  })

  it.each([
    ['text', webhook, { certificateAuthorities: 'text' }, 'certificateAuthorities', /in PEM/],
    [
      'the key of another certificate',
      webhook,
      { clientCertificate: { ...pair, privateKey: expired.key } },
      'clientCertificate.privateKey',
      /^is not the key of the certificate$/,
    ],
    [
      'an encrypted key',
      webhook,
      {
        clientCertificate: {
          ...pair,
          privateKey:
            '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA==\n-----END ENCRYPTED PRIVATE KEY-----',
        },
      },
      'clientCertificate.privateKey',
      /^is encrypted: send it without a passphrase$/,
    ],
    [
      'a weak key',
      webhook,
      { clientCertificate: { certificate: weak.cert, privateKey: weak.key } },
      'clientCertificate.privateKey',
      /2,048 to 4,096 bits, not 1024$/,
    ],
    [
      'a certificate that has expired',
      webhook,
      { clientCertificate: { certificate: expired.cert, privateKey: expired.key } },
      'clientCertificate.certificate',
      /^has a certificate that expired at .*: CN=receiver$/,
    ],
    [
      'a token endpoint without OAuth2',
      tokens,
      { tokenCertificateAuthorities: ca },
      'tokenCertificateAuthorities',
      /^is for OAuth2/,
    ],
  ])('refuse %s', async (_, base, given, at, message) => {
    const world = aManagementNow()

    const response = await world.ask('POST /webhooks', { body: { ...base, ...given } })

    expect(response.status).toBe(400)
    const { errors } = bodyOf(response) as { errors: { path: string; message: string }[] }
    expect(errors).toEqual([{ path: at, message: expect.stringMatching(message) }])
  })

  it('warn 30 days before a certificate expires', async () => {
    const json = {
      ...webhook,
      clientCertificate: { certificate: expiring.cert, privateKey: expiring.key },
    }

    const response = await aManagementNow().ask('POST /webhooks', { body: json })

    expect(bodyOf(response)).toMatchObject({
      warnings: [expect.stringMatching(/^The client certificate \(CN=receiver\) expires at 20/)],
    })
  })
})

it('newClientKey() makes another key each time', async () => {
  const [one, other] = await Promise.all([newClientKey(new Date()), newClientKey(new Date())])

  expect(one.publicKey.kid).not.toBe(other.publicKey.kid)
})
