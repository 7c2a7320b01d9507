import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'

import { accessTokens } from '../../../adapters/oauth2/access-tokens.ts'
import { httpsClient } from '../../../adapters/http-client/client.ts'
import { strict } from '../../support/strict-rules.ts'
import { deliver } from '../../../core/deliver/deliver.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import { aDelivery, anEvent, aWebhook, firstMessage } from '../../support/builders.ts'
import { type Certificates, makeCertificates } from '../../support/certificates.ts'
import {
  startTokenServer,
  tokenBehaviours,
  type TokenServer,
} from '../../support/misbehaving-token-server.ts'
import { ownClock } from '../../support/own-clock.ts'
import { aContext, open, sealOf } from '../../support/seal.ts'
import { aTokenWorld } from '../../support/tokens.ts'
import { aWorld } from '../../support/world.ts'

const rules = { ...strict, loopback: true }

/** The time limit of a token request. */
const limitMs = 10_000

/**
 * The recorded reason, if the delivery failed; and for how long the token is cached. The time limit
 * passes once this many bytes of the body have arrived, or never.
 */
type Row = { reason?: string; lateAfterBytes?: number; keptSeconds?: number }

const hour = { keptSeconds: 3570 }

const rows: Record<keyof typeof tokenBehaviours, Row> = {
  'answers well': hour,
  'answers well, but slowly': hour,
  'answers well in gzip': hour,
  'answers well under another content type': hour,
  'answers well without a content type': hour,
  'answers well with 201': hour,
  'answers well with an ID token and more': hour,
  'hangs before the headers': { reason: 'timeout: headers', lateAfterBytes: 0 },
  'sends headers and then silence': { reason: 'timeout: body', lateAfterBytes: 1 },
  'sends half of the body and then nothing': { reason: 'timeout: body', lateAfterBytes: 1 },
  'sends half of the body and disconnects': {
    reason: 'the connection closed before the end of the response',
  },
  'resets before the headers': { reason: 'connection: ECONNRESET' },
  'answers 400 invalid_client': { reason: '400 invalid_client' },
  'answers 400 invalid_grant': { reason: '400 invalid_grant' },
  'answers 401 with a challenge': { reason: '401 invalid_client' },
  'answers 403 in HTML': { reason: '403' },
  'answers 429': { reason: '429' },
  'answers 500 in HTML': { reason: '500' },
  'answers 503': { reason: '503' },
  'answers 400 with a story for a code': { reason: '400' },
  'answers 400 with a long code': { reason: '400' },
  'answers 400 with the secret for a code': { reason: '400' },
  'answers 400 with the password for a code': { reason: '400' },
  'answers 400 with no text for a code': { reason: '400' },
  'answers an error with 200': { reason: '200 bad_verification_code' },
  'answers HTML with 200': { reason: 'the response is not JSON' },
  'answers nothing with 200': { reason: 'the response is not JSON' },
  'answers 204': { reason: 'the response is not JSON' },
  'answers an array': { reason: 'the response is not JSON' },
  'answers null': { reason: 'the response is not JSON' },
  'gives no access_token': { reason: 'no access_token in the response' },
  'gives a number for an access_token': { reason: 'no access_token in the response' },
  'gives an empty access_token': { reason: 'no access_token in the response' },
  'gives an access_token with a line feed': {
    reason: 'the access token is not valid in a header',
  },
  'gives an access_token beyond ASCII': { reason: 'the access token is not valid in a header' },
  'gives an access_token of 16 KiB': hour,
  'gives an access_token of more': { reason: 'the access token is too long' },
  'gives no token_type': hour,
  'gives null for a token_type': hour,
  'gives an empty token_type': hour,
  'gives a token_type of blanks': hour,
  'gives the token_type Bearer with blanks': hour,
  'gives the token_type BearerToken': hour,
  'gives the token_type DPoP': { reason: 'token_type DPoP' },
  'gives the token_type mac': { reason: 'token_type mac' },
  'gives the token_type BEARER': hour,
  'gives a number for a token_type': { reason: 'token_type unknown' },
  'gives the token for a token_type': { reason: 'token_type unknown' },
  'gives expires_in as text': hour,
  'gives an expires_in of zero': {},
  'gives a negative expires_in': {},
  'gives no expires_in': { keptSeconds: 270 },
  'gives a huge expires_in': { keptSeconds: 86_370 },
  'gives an expires_in with a fraction': { keptSeconds: 3569.5 },
  'gives an expires_in in words': {},
  'answers 1 MB': { reason: 'the response is too large' },
  'redirects to a private address': { reason: 'redirect 302' },
  'redirects to itself, keeping the method': { reason: 'redirect 307' },
}

const types = ['OAUTH2_CLIENT_CREDENTIALS', 'OAUTH2_RESOURCE_OWNER_PASSWORD'] as const

describe('An attempt whose token server', () => {
  const { hasRead, endLimit } = ownClock()
  const servers: TokenServer[] = []
  let certificates: Certificates

  beforeAll(() => {
    certificates = makeCertificates()
  })

  afterEach(async () => {
    await Promise.all(servers.splice(0).map(({ close }) => close()))
  })

  const given = async (starting: Promise<TokenServer>) => {
    const server = await starting
    servers.push(server)
    return server
  }

  describe.each(types)('(%s)', (type) => {
    const hasPassword = type === 'OAUTH2_RESOURCE_OWNER_PASSWORD'
    const names = namesOf(rows).filter((name) => hasPassword || !name.includes('password'))

    it.each(names)('%s', async (name) => {
      const { reason, lateAfterBytes, keptSeconds } = rows[name]
      const server = await given(startTokenServer(tokenBehaviours[name]))
      const world = await aDeliverWorld(httpsClient(rules), server.url, type)

      const delivering = deliver(firstMessage(), false, world.ports)
      if (lateAfterBytes !== undefined) {
        await hasRead(lateAfterBytes)
        await endLimit(limitMs, delivering)
      }
      await delivering

      const [attempt] = world.delivery.attempts
      expect(attempt?.outcome).toEqual(
        reason === undefined
          ? { kind: 'delivered', status: 204 }
          : { kind: 'failed', reason: `token: ${reason}` },
      )
      expect(world.requests).toHaveLength(reason === undefined ? 1 : 0)
      expect(server.requests).toHaveLength(1)
      expect(await keptSecondsOf(world)).toBe(keptSeconds)
      const { lines, tokenLines, exchanges, deliveries } = world
      expect(JSON.stringify([lines, tokenLines, exchanges, [...deliveries]])).not.toMatch(
        /s3cret|pa55word|token-1/,
      )
    })
  })

  it.each([
    ['has a good certificate', 'good', undefined],
    ['has an expired certificate', 'expired', 'token: tls: CERT_HAS_EXPIRED'],
    ['has a certificate for another name', 'wrongName', 'token: tls: ERR_TLS_CERT_ALTNAME_INVALID'],
    ['signed its certificate itself', 'selfSigned', 'token: tls: DEPTH_ZERO_SELF_SIGNED_CERT'],
  ] as const)('%s', async (_, which, reason) => {
    const server = await given(startTokenServer(undefined, certificates[which]))
    const call = httpsClient(rules, { ca: certificates.ca })
    const world = await aDeliverWorld(call, server.url)

    await deliver(firstMessage(), false, world.ports)

    const outcome = world.delivery.attempts[0]?.outcome
    expect(outcome?.kind === 'failed' ? outcome.reason : undefined).toBe(reason)
    expect(world.requests).toHaveLength(reason === undefined ? 1 : 0)
  })

  it('is down', async () => {
    const server = await startTokenServer()
    await server.close()

    expect(await causeOf(httpsClient(rules), server.url)).toBe('token: connection: ECONNREFUSED')
  })

  it('has a name that DNS does not know', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }))
    const call = httpsClient(strict, { resolve })

    expect(await causeOf(call, 'https://id.example.com/token')).toBe('token: dns: ENOTFOUND')
  })

  it('has a name that resolves to a private address', async () => {
    const resolve = () => Promise.resolve([{ address: '10.0.0.7', family: 4 }])
    const call = httpsClient(strict, { resolve })

    expect(await causeOf(call, 'https://id.example.com/token')).toMatch(/^token: refused: /)
  })

  it.each(['https://169.254.169.254/token', 'http://id.example.com/token', 'https://localhost/'])(
    'has a URL that the rules no longer allow: %s',
    async (url) => {
      expect(await causeOf(httpsClient(strict), url)).toMatch(/^token: refused: the URL must /)
    },
  )
})

async function causeOf(call: ReturnType<typeof httpsClient>, url: string) {
  const world = await aDeliverWorld(call, url)
  await deliver(firstMessage(), false, world.ports)
  expect(world.requests).toEqual([])
  const outcome = world.delivery.attempts[0]?.outcome
  return outcome?.kind === 'failed' ? outcome.reason : undefined
}

/** A world where `anEvent()` is delivered with a token from this endpoint. */
async function aDeliverWorld(
  post: ReturnType<typeof httpsClient>,
  accessTokenUri: string,
  type: (typeof types)[number] = 'OAUTH2_CLIENT_CREDENTIALS',
) {
  const lines: unknown[] = []
  const secrets = {
    seal: (text: string, context: Parameters<typeof sealOf>[0]) =>
      Promise.resolve(Buffer.from(`${sealOf(context)}${text}`).toString('base64')),
    open: (sealed: string, context: Parameters<typeof sealOf>[0]) =>
      open(
        sealed.startsWith('sealed') ? sealed : Buffer.from(sealed, 'base64').toString(),
        context,
      ),
  }
  const { table } = await aTokenWorld()
  const world = aWorld({
    webhooks: [aWebhook({ authentication: authenticationOf(type, accessTokenUri) })],
    events: [anEvent()],
    deliveries: [aDelivery()],
    accessToken: accessTokens({
      table,
      secrets,
      post,
      now: () => world.now,
      log: (line) => lines.push(line),
    }),
  })
  return Object.assign(world, { table, tokenLines: lines })
}

function authenticationOf(
  type: (typeof types)[number],
  accessTokenUri: string,
): Webhook['authentication'] {
  const open = { accessTokenUri, clientId: 'client-1', clientAuthentication: 'BASIC' } as const
  const seal = sealOf(aContext())
  return type === 'OAUTH2_CLIENT_CREDENTIALS'
    ? { type, ...open, sealed: `${seal}{"clientSecret":"s3cret"}` }
    : {
        type,
        ...open,
        username: 'user-1',
        sealed: `${seal}{"clientSecret":"s3cret","password":"pa55word"}`,
      }
}

/** For how many seconds from now the stored token is used. */
async function keptSecondsOf({ table, now }: Awaited<ReturnType<typeof aDeliverWorld>>) {
  const item = await table.get({ pk: 'acme#webhook-1', sk: 'token' })
  const token = item?.['token'] as { validUntil: string } | undefined
  return token && (Date.parse(token.validUntil) - now.getTime()) / 1000
}

function namesOf<Name extends string>(table: Record<Name, unknown>): Name[] {
  return Object.keys(table) as Name[]
}
