import { createECDH, hkdfSync } from 'node:crypto'

import type { JWK } from 'jose'

/** What the sign-in must not forget when the router begins again. All of it comes from one key file. */
export type SignInKeys = {
  /** Everybody's, for there is one person at this machine: 16 characters. */
  password: string
  /** Signs cookies. */
  cookieKey: string
  /** Signs tokens by ES256. */
  signingKey: JWK & { kty: string; alg: string }
}

/** Derives them from the router's token key: who has that signs tokens anyhow. */
export function signInKeys(tokenKey: Uint8Array): SignInKeys {
  const derived = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', tokenKey, '', `postrider sign-in: ${purpose}`, bytes))

  return {
    password: derived('password', 12).toString('base64url'),
    cookieKey: derived('cookies', 32).toString('base64url'),
    signingKey: toSigningKey(derived('tokens', 32)),
  }
}

function toSigningKey(bytes: Buffer) {
  bytes.writeUInt8(bytes.readUInt8(0) & 0x7f, 0) // so that it is below the order of P-256
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(bytes)
  const point = pair.getPublicKey() // 4, then x and y
  const text = (part: Buffer) => part.toString('base64url')
  return {
    kty: 'EC',
    crv: 'P-256',
    alg: 'ES256',
    use: 'sig',
    x: text(point.subarray(1, 33)),
    y: text(point.subarray(33)),
    d: text(bytes),
  }
}
