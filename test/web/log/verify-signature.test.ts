import { describe, expect, it, jest } from '@jest/globals'

import { signatureHeaders } from '../../../core/webhooks/signature.ts'
import type { DeliveryDetail } from '../../../web/api/views.ts'
import { checkKeys, hasKeySignature } from '../../../web/log/delivery/verify-key.ts'
import { checkSecret, differenceOf, signedBy } from '../../../web/log/delivery/verify-signature.ts'
import { noon } from '../../support/builders.ts'
import { aKeyPair, aSecret } from '../../support/seal.ts'

const body = '{"name":"Zoë 🚚","id":12345678901234567890}'
const [fresh, old] = [aSecret(2), aSecret(1)]
const headers = signatureHeaders({ id: 'delivery-1', body }, noon, [fresh, old])
const event = {
  text: body,
  event: {
    uuid: 'event-1',
    timestamp: 1700000000000,
    resource: { type: 'USER', uuid: 'user-1', url: 'https://acme.example.com/users/1' },
    resourceAction: 'ADDED',
  },
} as const

type Sent = NonNullable<DeliveryDetail['attempts'][number]['request']>

function signedOf(request: Partial<Sent>) {
  const url = 'https://crm.example.com/'
  const attempts = [{ number: 1, request: { url, headers, ...request } }, { number: 2 }]
  return signedBy({ id: 'delivery-1', attempts: attempts as DeliveryDetail['attempts'] }, event)
}

describe('checkSecret()', () => {
  const signed = signedOf({})

  it.each([
    ['the newest secret', fresh, { kind: 'made', position: 0 }],
    ['the previous secret, with blanks around it', ` ${old}\n`, { kind: 'made', position: 1 }],
    ['another secret', aSecret(3), { kind: 'other' }],
    ['a secret without its prefix', fresh.slice('whsec_'.length), { kind: 'malformed' }],
    ['only a prefix', 'whsec_', { kind: 'malformed' }],
    ['what is not base64', 'whsec_a-b', { kind: 'malformed' }],
    ['base64 of an impossible length', 'whsec_abcde', { kind: 'malformed' }],
  ])('recognizes %s', async (_, secret, verdict) => {
    expect(signed && (await checkSecret(secret, signed, body))).toEqual(verdict)
  })

  it('computes the signature when the log has none', async () => {
    const { 'webhook-timestamp': timestamp = '' } = headers
    const unsigned = signedOf({ headers: { 'webhook-timestamp': timestamp } })

    const verdict = unsigned && (await checkSecret(fresh, unsigned, body))

    const [signature] = (headers['webhook-signature'] ?? '').split(' ')
    expect(verdict).toEqual({ kind: 'computed', signature })
  })
})

describe('checkKeys()', () => {
  const keys = [aKeyPair(2), aKeyPair(1)]
  const signedWith = (...signers: string[]) => {
    const made = signatureHeaders({ id: 'delivery-1', body }, noon, signers)
    const signed = signedOf({ headers: made })
    if (signed === undefined) throw new Error('Cannot check: there is no request')
    return signed
  }

  it.each([
    ['the newest key', [fresh, aKeyPair(2).privateKey], { kind: 'made', position: 0 }],
    ['the previous key', [aKeyPair(1).privateKey], { kind: 'made', position: 1 }],
    ['another key', [aKeyPair(3).privateKey], { kind: 'other' }],
  ])('recognizes %s', async (_, signers, verdict) => {
    expect(await checkKeys(keys, signedWith(...signers), body)).toEqual(verdict)
  })

  it('recognizes another body', async () => {
    const signed = signedWith(aKeyPair(2).privateKey)

    expect(await checkKeys(keys, signed, `${body} `)).toEqual({ kind: 'other' })
  })

  it('says that the browser cannot check a key', async () => {
    const refuse = jest.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new Error('unknown'))

    const verdict = await checkKeys(keys, signedWith(aKeyPair(2).privateKey), body)

    refuse.mockRestore()
    expect(verdict).toEqual({ kind: 'unavailable' })
  })

  it.each([
    [[fresh], false],
    [[fresh, aKeyPair(1).privateKey], true],
  ])('is needed only with a v1a signature', (signers, isNeeded) => {
    expect(hasKeySignature(signedWith(...signers))).toBe(isNeeded)
  })
})

describe('signedBy()', () => {
  it('takes the last attempt that has a request', () => {
    expect(signedOf({})).toMatchObject({ attempt: 1, timestamp: '1772366400', body })
    expect(signedBy({ id: 'delivery-1', attempts: [] }, event)).toBeUndefined()
  })

  it('knows no signature in a row that masked it', () => {
    const masked = { ...headers, 'webhook-signature': '[redacted]' }

    expect(signedOf({ headers: masked })?.signatures).toBeUndefined()
  })

  it('writes a thin body as it was sent, and knows no transformed one', () => {
    const named = { ...headers, 'postrider-event': 'user.added' }

    expect(signedOf({ headers: named, payload: 'THIN' })?.body).toBe(
      '{"uuid":"event-1","timestamp":1700000000000,"type":"user.added","resource":{"type":"USER","uuid":"user-1","url":"https://acme.example.com/users/1"},"resourceAction":"ADDED"}',
    )
    expect(signedOf({ payload: 'TRANSFORMED' })?.body).toBeUndefined()
  })
})

describe('differenceOf()', () => {
  it.each([
    ['the same body', '{"a":1}', '{"a":1}', undefined],
    [
      'a body that was parsed and written again',
      '{"a": 1}',
      '{"a":1}',
      { at: 6, isSameJson: true, sent: ' 1}', received: '1}' },
    ],
    [
      'members in another order',
      '{"a":1,"b":2}',
      '{"b":2,"a":1}',
      { at: 3, isSameJson: true, sent: 'a":1,"b":2}', received: 'b":2,"a":1}' },
    ],
    [
      'another value after a character of two units',
      '{"🚚":1}',
      '{"🚚":2}',
      { at: 6, isSameJson: false, sent: '1}', received: '2}' },
    ],
    [
      'a body that was cut',
      '{"a":1}',
      '{"a"',
      { at: 5, isSameJson: false, sent: ':1}', received: '' },
    ],
    [
      'a line break at the end',
      '{"a":1}',
      '{"a":1}\n',
      { at: 8, isSameJson: true, sent: '', received: '\n' },
    ],
  ])('finds where %s differs', (_, sent, received, difference) => {
    expect(differenceOf(sent, received)).toEqual(difference)
  })
})
