import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import type { ServerOptions } from 'node:https'
import { join } from 'node:path'

import { afterEach, describe, expect, it } from '@jest/globals'
import { createLocalJWKSet, decodeProtectedHeader, type JWK, jwtVerify } from 'jose'
import * as z from 'zod'

import { makeCertificates } from '../support/certificates.ts'
import { eventually } from '../support/eventually.ts'
import { startTokenServer } from '../support/misbehaving-token-server.ts'
import { aFolder, readyUrl, run } from '../support/process.ts'
import { startReceiver } from '../support/receiver.ts'
import { type Api, apiOf, aRouter } from '../support/router.ts'

const { ca, good, client, expiring } = makeCertificates()
const clientCertificate = { certificate: client.cert, privateKey: client.key }
const mutual = { ca, requestCert: true, rejectUnauthorized: true }

/** The server's alert arrives after the handshake, unless the reset of the connection is faster. */
const certificateRequired =
  /(tls: ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED|connection: ECONNRESET)$/

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

describe('A webhook with PRIVATE_KEY_JWT', () => {
  it('delivers with the token of a server that verifies its assertions', async () => {
    const { receiver, server, api, webhook, registered } = await aClient()

    await publish(api)

    expect(await settled(api, webhook)).toMatchObject({ status: 'successful', attemptCount: 1 })
    expect(receiver.requests[0]?.headers.authorization).toBe('Bearer token-1')
    expect(await refusal(server.requests[0]?.body, registered.keys, server.url)).toBe('')
  })

  it('shows in a test that its key is not registered, and succeeds when it is', async () => {
    const { server, api, webhook, registered } = await aClient()
    const removed = registered.keys.splice(0)

    const { body: failed } = await api('POST', `/webhooks/${webhook}/test`, {})
    registered.keys.push(...removed)
    const { body: succeeded } = await api('POST', `/webhooks/${webhook}/test`, {})

    expect(failed).toMatchObject({
      status: 'failed',
      attempts: [
        {
          reason: 'token: 401 invalid_client',
          tokenRequest: { description: 'ERR_JWKS_NO_MATCHING_KEY' },
        },
      ],
    })
    expect(succeeded).toMatchObject({ status: 'successful' })
    expect(server.requests).toHaveLength(2)
  })

  it('signs with the next key after the rotation, and with the key until then', async () => {
    const { server, api, webhook, registered } = await aClient({ lifetimeSeconds: 0 })
    const { body: made } = await api('POST', `/webhooks/${webhook}/client-key`)
    const { nextClientKey } = Shown.parse(made).authentication
    registered.keys.push(...keysOf(nextClientKey))

    await api('POST', `/webhooks/${webhook}/test`, {})
    await api('POST', `/webhooks/${webhook}/client-key/rotate`)
    const { body: succeeded } = await api('POST', `/webhooks/${webhook}/test`, {})

    expect(succeeded).toMatchObject({ status: 'successful' })
    const used = server.requests.map(({ body }) => decodeProtectedHeader(assertionIn(body)).kid)
    expect(used).toEqual(registered.keys.map(({ kid }) => kid))
  })

  it('reaches a token server with a private authority that requires a client certificate', async () => {
    const tls = { ...good, ...mutual }
    const { api, webhook } = await aClient({ tls })
    const test = async () => (await api('POST', `/webhooks/${webhook}/test`, {})).body
    const change = (json: unknown, version: number) =>
      api('PATCH', `/webhooks/${webhook}`, json, { 'if-match': `"${version}"` })

    const untrusted = await test()
    await change({ tokenCertificateAuthorities: ca }, 1)
    const unknown = await test()
    await change({ tokenClientCertificate: clientCertificate }, 2)

    expect(untrusted).toMatchObject({
      attempts: [{ reason: 'token: tls: SELF_SIGNED_CERT_IN_CHAIN' }],
    })
    expect(unknown).toMatchObject({
      attempts: [{ reason: expect.stringMatching(certificateRequired) }],
    })
    expect(await test()).toMatchObject({ status: 'successful' })
  })

  async function aClient({ lifetimeSeconds = 3600, tls }: ServerWanted = {}) {
    const registered: { keys: JWK[] } = { keys: [] }
    const receiver = await startReceiver()
    const server = await startTokenServer((response, request) => {
      void refusal(request.body, registered.keys, server.url).then((message) => {
        const refused = { error: 'invalid_client', error_description: message }
        const token = { access_token: 'token-1', token_type: 'Bearer', expires_in: lifetimeSeconds }
        response.writeHead(message === '' ? 200 : 401, { 'content-type': 'application/json' })
        response.end(JSON.stringify(message === '' ? token : refused))
      })
    }, tls)
    const router = await aRouter()
    closers.push(receiver.close, server.close, router.stop)
    const api = router.as('manager')
    const authentication = {
      type: 'OAUTH2_CLIENT_CREDENTIALS',
      accessTokenUri: server.url,
      clientId: 'client-1',
      clientAuthentication: 'PRIVATE_KEY_JWT',
    }
    const shown = await added(api, { url: receiver.url, authentication })
    registered.keys.push(...keysOf(shown.authentication.clientKey))
    return { receiver, server, api, webhook: shown.id, registered }
  }
})

describe('A receiver with a certificate of a private authority', () => {
  it('that requires a client certificate gets deliveries with both', async () => {
    const receiver = await aTlsReceiver()
    const router = await aRouter({ waitsSeconds: [] })
    closers.push(router.stop)
    const api = router.as('manager')
    const { id } = await added(api, { url: receiver.url })
    const reasonOf = async () => {
      const { body } = await api('POST', `/webhooks/${id}/test`, {})
      return Tested.parse(body).attempts[0].reason
    }

    const withNothing = await reasonOf()
    await api('PATCH', `/webhooks/${id}`, { certificateAuthorities: ca }, { 'if-match': '"1"' })
    const withAuthorities = await reasonOf()
    const { status } = await api(
      'PATCH',
      `/webhooks/${id}`,
      { clientCertificate },
      { 'if-match': '"2"' },
    )
    await publish(api)

    expect(status).toBe(200)
    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    expect(withNothing).toBe('tls: SELF_SIGNED_CERT_IN_CHAIN')
    expect(withAuthorities).toMatch(certificateRequired)
    const { body } = await api('GET', `/webhooks/${id}`)
    expect(JSON.stringify([body, router.lines])).not.toContain('PRIVATE KEY')
  })

  it('that expires soon is warned of at its webhook', async () => {
    const receiver = await aTlsReceiver(expiring)
    const router = await aRouter()
    closers.push(router.stop)
    const api = router.as('manager')
    const { id } = await added(api, { url: receiver.url, certificateAuthorities: ca })

    await api('POST', `/webhooks/${id}/test`, {})

    await eventually(async () => {
      expect((await api('GET', `/webhooks/${id}`)).body).toMatchObject({
        warnings: [expect.stringMatching(/^The receiver's certificate expires at 20/)],
      })
    })
  })
})

describe('POSTRIDER_CA_FILE', () => {
  const start = async (pem: string | undefined) => {
    const folder = await aFolder()
    const file = join(folder, 'authorities.pem')
    if (pem !== undefined) await writeFile(file, pem)
    const env = { POSTRIDER_DATA: folder, POSTRIDER_PORT: '0', POSTRIDER_CA_FILE: file }
    const router = run('local.ts', [], env)
    closers.push(async () => {
      router.child.kill('SIGKILL')
      await router.ended
      await rm(folder, { recursive: true, force: true })
    })
    return { router, file, env }
  }

  it('has its authorities trusted for every webhook', async () => {
    const receiver = await aTlsReceiver(good)
    const { router, env } = await start(ca)
    const url = await readyUrl(router)
    const api = apiOf(url, async () => {
      const args = ['--marketplace', 'acme', '--role', 'manager']
      return (await run('token.ts', args, env).ended).stdout.trim()
    })
    const { id } = await added(api, { url: receiver.url })

    expect((await api('POST', `/webhooks/${id}/test`, {})).body).toMatchObject({
      status: 'successful',
    })
  })

  it('refuses to start, in one line, when its file does not exist', async () => {
    const { router, file } = await start(undefined)

    const { code, stderr } = await router.ended

    expect(code).toBe(1)
    expect(stderr).toMatch(/^Cannot start: the file of POSTRIDER_CA_FILE cannot be read: .*\n$/)
    expect(stderr).toContain(file)
  })
})

type ServerWanted = { lifetimeSeconds?: number; tls?: ServerOptions }

const Jwk = z.looseObject({ kty: z.literal('RSA'), kid: z.string() })
const Key = z.looseObject({ publicKey: Jwk })
const Shown = z.looseObject({
  id: z.string(),
  authentication: z.looseObject({ clientKey: Key.optional(), nextClientKey: Key.optional() }),
})

async function aTlsReceiver(tls: ServerOptions = { ...good, ...mutual }) {
  const receiver = await startReceiver(undefined, tls)
  closers.push(receiver.close)
  return receiver
}

async function added(api: Api, wanted: Record<string, unknown>) {
  const { status, body } = await api('POST', '/webhooks', { events: ['user.removed'], ...wanted })
  expect(status).toBe(201)
  return Shown.parse(body)
}

async function publish(api: Api): Promise<void> {
  const resource = { type: 'USER', uuid: 'u-1' }
  const event = { uuid: randomUUID(), timestamp: 1, resource, resourceAction: 'REMOVED' }
  expect(await api('POST', '/events', event)).toMatchObject({ status: 202 })
}

/** Why a token server refuses the client of a request: jose's code; '' if it does not. */
async function refusal(body: string | undefined, keys: JWK[], tokenUrl: string): Promise<string> {
  const checks = {
    ...{ issuer: 'client-1', subject: 'client-1', audience: tokenUrl, algorithms: ['RS256'] },
    ...{ requiredClaims: ['exp', 'iat', 'jti'], maxTokenAge: '5 minutes' },
  }
  try {
    await jwtVerify(assertionIn(body), createLocalJWKSet({ keys }), checks)
    return ''
  } catch (error) {
    return (error as { code: string }).code
  }
}

function assertionIn(body = ''): string {
  const form = new URLSearchParams(body)
  expect(form.get('client_assertion_type')).toBe(
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  )
  return form.get('client_assertion') ?? ''
}

function keysOf(pair: z.infer<typeof Key> | undefined): JWK[] {
  return pair === undefined ? [] : [pair.publicKey]
}

const Tested = z.looseObject({ attempts: z.tuple([z.looseObject({ reason: z.string() })]) })

const Ended = z.looseObject({ status: z.enum(['successful', 'failed']) })

function settled(api: Api, webhook: string) {
  return eventually(async () => {
    const { body } = await api('GET', `/deliveries?webhook=${webhook}`)
    return z.object({ items: z.tuple([Ended]) }).parse(body).items[0]
  })
}
