import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { signatureHeaders, signingSecretOf } from '../../../core/webhooks/signature.ts'
import { noon } from '../../support/builders.ts'
import { aSecret } from '../../support/seal.ts'

const content = { id: 'delivery-1', body: '{"name":"Grüße, 世界 🌍"}' }

/** The specification's signature, implemented independently. */
const signed = (text: string, key: Uint8Array) =>
  `v1,${createHmac('sha256', key).update(text, 'utf8').digest('base64')}`

describe('signatureHeaders()', () => {
  it('signs the example of the specification', () => {
    const { 'webhook-signature': signature } = signatureHeaders(
      { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
      new Date(1614265330_000),
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    )

    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  it('signs the example of docs/receivers.md', () => {
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

  it('signs id, timestamp and body, and sends the id and the timestamp', () => {
    const headers = signatureHeaders(content, noon, [aSecret(1)])

    expect(headers).toEqual({
      'webhook-id': 'delivery-1',
      'webhook-timestamp': '1772366400',
      'webhook-signature': signed(`delivery-1.1772366400.${content.body}`, Buffer.alloc(32, 1)),
    })
  })

  it('signs with each secret, in order', () => {
    const headers = signatureHeaders(content, noon, [aSecret(2), aSecret(1)])

    const each = [aSecret(2), aSecret(1)].map(
      (secret) => signatureHeaders(content, noon, [secret])['webhook-signature'],
    )
    expect(headers['webhook-signature']).toBe(each.join(' '))
  })

  it.each([
    ['the beginning of a second', '2026-03-01T12:00:00.000Z'],
    ['the end of a second', '2026-03-01T12:00:00.999Z'],
  ])('sends whole seconds at %s', (_, time) => {
    const headers = signatureHeaders(content, new Date(time), [aSecret()])

    expect(headers['webhook-timestamp']).toBe('1772366400')
  })

  it.each([
    ['has no prefix', aSecret().slice('whsec_'.length)],
    ['has another prefix', aSecret().replace('whsec_', 'whpk_')],
    ['is not base64', 'whsec_ä%'],
    ['is base64 without its last character', aSecret().slice(0, -1)],
    ['is base64 for URLs', `whsec_${Buffer.alloc(33, 255).toString('base64url')}`],
    ['is base64 and a line feed', `${aSecret()}\n`],
    ['is empty', ''],
    ['is only a prefix', 'whsec_'],
    ['is too short by a byte', `whsec_${Buffer.alloc(23).toString('base64')}`],
    ['is too long by a byte', `whsec_${Buffer.alloc(65).toString('base64')}`],
  ])('rejects a secret that %s, without repeating it', (_, secret) => {
    const signing = () => signatureHeaders(content, noon, [secret])

    expect(signing).toThrow(/^Cannot sign: the signing secret /)
    expect(signing).not.toThrow(secret.length > 8 ? secret.slice(-8) : /secret .*%/)
  })

  it('throws without a signing secret', () => {
    expect(() => signatureHeaders(content, noon, [])).toThrow(
      'Cannot sign: there is no signing secret',
    )
  })

  it('signs any body with any secrets as specified', () => {
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
  it.each([24, 32, 64])('accepts %i bytes', (length) => {
    const bytes = Buffer.alloc(length, 255)

    expect(signingSecretOf(bytes)).toBe(`whsec_${bytes.toString('base64')}`)
  })

  it.each([0, 23, 65])('rejects %i bytes', (length) => {
    expect(() => signingSecretOf(Buffer.alloc(length))).toThrow(
      `Cannot sign: the signing secret has ${length} bytes, not 24 to 64`,
    )
  })
})
