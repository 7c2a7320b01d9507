import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { signatureHeaders, signingSecretOf } from '../../../core/webhooks/signature.ts'
import { noon } from '../../support/builders.ts'
import { aSecret } from '../../support/seal.ts'

const content = { id: 'delivery-1', body: '{"name":"Grüße, 世界 🌍"}' }

/** What the specification says, in one line of its own. */
const signed = (text: string, key: Uint8Array) =>
  `v1,${createHmac('sha256', key).update(text, 'utf8').digest('base64')}`

describe('signatureHeaders()', () => {
  it('signs the example of the specification as the specification does', () => {
    const { 'webhook-signature': signature } = signatureHeaders(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      new Date(1614265330_000),
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    )

    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('signs the request that docs/receivers.md shows with the secret that it shows', () => {
    const docs = readFileSync('docs/receivers.md', 'utf8')
    const found = (pattern: RegExp) => pattern.exec(docs)?.[1] ?? ''
    const shown = {
      'webhook-id': found(/^webhook-id: (.*)$/m),
      'webhook-timestamp': found(/^webhook-timestamp: (.*)$/m),
      'webhook-signature': found(/^webhook-signature: (.*)$/m),
    }

    const headers = signatureHeaders(
      { id: shown['webhook-id'], body: found(/^(\{"uuid".*\})$/m) },
      new Date(Number(shown['webhook-timestamp']) * 1000),
      [found(/"secret": "(.*?)"/)],
    )

    expect(headers).toEqual(shown)
  })

  it('signs id, moment and body, and tells the id and the moment', () => {
    const headers = signatureHeaders(content, noon, [aSecret(1)])

    expect(headers).toEqual({
      'webhook-id': 'delivery-1',
      'webhook-timestamp': '1772366400',
      'webhook-signature': signed(`delivery-1.1772366400.${content.body}`, Buffer.alloc(32, 1)),
    })
  })

  it('signs with each secret, in their order', () => {
    const headers = signatureHeaders(content, noon, [aSecret(2), aSecret(1)])

    const each = [aSecret(2), aSecret(1)].map(
      (secret) => signatureHeaders(content, noon, [secret])['webhook-signature'],
    )
    expect(headers['webhook-signature']).toBe(each.join(' '))
  })

  it.each([
    ['the begin of a second', '2026-03-01T12:00:00.000Z'],
    ['the end of a second', '2026-03-01T12:00:00.999Z'],
  ])('tells whole seconds at %s', (_, moment) => {
    const headers = signatureHeaders(content, new Date(moment), [aSecret()])

    expect(headers['webhook-timestamp']).toBe('1772366400')
  })

  it.each([
    ['has no prefix', aSecret().slice('whsec_'.length)],
    ['has another prefix', aSecret().replace('whsec_', 'whsk_')],
    ['is no base64', 'whsec_ä%'],
    ['is base64 without its end', aSecret().slice(0, -1)],
    ['is base64 for URLs', `whsec_${Buffer.alloc(33, 255).toString('base64url')}`],
    ['is base64 and a line feed', `${aSecret()}\n`],
    ['is empty', ''],
    ['is a prefix alone', 'whsec_'],
    ['is too short by a byte', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['is too long by a byte', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ])('refuses a secret that %s, and says nothing of it', (_, secret) => {
    const signing = () => signatureHeaders(content, noon, [secret])

    expect(signing).toThrow(/^Cannot sign: the signing secret /)
    expect(signing).not.toThrow(secret.length > 8 ? secret.slice(-8) : /secret .*%/)
  })

  it('refuses to send what is not signed', () => {
    expect(() => signatureHeaders(content, noon, [])).toThrow(
      'Cannot sign: there is no signing secret',
    )
  })

  it('signs whatever body and secrets there are as the specification says', () => {
    const keys = fc.array(fc.uint8Array({ minLength: 24, maxLength: 64 }), {
      minLength: 1,
      maxLength: 3,
    })
    const moments = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })

    fc.assert(
      fc.property(keys, fc.string({ unit: 'grapheme' }), moments, (all, body, at) => {
        const headers = signatureHeaders({ id: 'a', body }, at, all.map(signingSecretOf))

        const seconds = Math.floor(at.getTime() / 1000)
        expect(headers['webhook-signature']).toBe(
          all.map((key) => signed(`a.${seconds}.${body}`, key)).join(' '),
        )
      }),
    )
  })
})

describe('signingSecretOf()', () => {
  it.each([24, 32, 64])('takes %i bytes', (length) => {
    const bytes = Buffer.alloc(length, 255)

    expect(signingSecretOf(bytes)).toBe(`whsec_${bytes.toString('base64')}`)
  })

  it.each([0, 23, 65])('refuses %i bytes', (length) => {
    expect(() => signingSecretOf(Buffer.alloc(length))).toThrow(
      `Cannot sign: the signing secret has ${length} bytes, not 24 to 64`,
    )
  })
})
