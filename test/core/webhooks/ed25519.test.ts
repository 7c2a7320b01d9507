import { createPublicKey, verify } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'

import { asymmetricSignature, jwkOf, keyPairOf } from '../../../core/webhooks/ed25519.ts'
import { signatureHeaders } from '../../../core/webhooks/signature.ts'
import { noon } from '../../support/builders.ts'
import { aKeyPair, aSecret } from '../../support/seal.ts'

/** RFC 8032, 7.1, test 1, whose JSON Web Key and thumbprint are in RFC 8037, A. */
const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo'

describe('keyPairOf()', () => {
  it('derives the public key of RFC 8032', () => {
    const { publicKey, privateKey } = keyPairOf(seed)

    expect(privateKey).toBe(`whsk_${seed.toString('base64')}`)
    expect(publicKey).toBe(`whpk_${Buffer.from(x, 'base64url').toString('base64')}`)
    expect(jwkOf(publicKey)).toMatchObject({
      x,
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    })
  })

  it('refuses a seed of another length, without repeating it', () => {
    expect(() => keyPairOf(seed.subarray(1))).toThrow('Cannot sign: the key has 31 bytes, not 32')
  })
})

describe('a v1a signature', () => {
  it('is the one of RFC 8032 for an empty text', () => {
    const signature = asymmetricSignature('', keyPairOf(seed).privateKey)

    const wanted =
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b'
    expect(signature).toBe(`v1a,${Buffer.from(wanted, 'hex').toString('base64')}`)
  })

  it('stands after the v1 signature, and is verified only with the public JSON Web Key', () => {
    const { privateKey, publicKey } = aKeyPair(1)
    const body = '{"name":"Zoë 🚚"}'

    const headers = signatureHeaders({ id: 'd-1', body }, noon, [aSecret(1), privateKey])

    const [v1, v1a = ''] = (headers['webhook-signature'] ?? '').split(' ')
    expect(v1).toMatch(/^v1,/)
    const key = createPublicKey({ key: jwkOf(publicKey), format: 'jwk' })
    const signature = Buffer.from(v1a.replace('v1a,', ''), 'base64')
    const isGenuine = (text: string) => verify(null, Buffer.from(text), key, signature)
    expect(isGenuine(`d-1.1772366400.${body}`)).toBe(true)
    expect(isGenuine(`d-1.1772366400.${body} `)).toBe(false)
  })
})
