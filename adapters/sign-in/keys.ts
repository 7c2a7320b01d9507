import { createECDH, hkdfSync } from 'node:crypto'

import type { JWK } from 'jose'

/** The sign-in's secrets that must survive a restart. All of them derive from one key file. */
export type SignInKeys = {
  /** Signs cookies. */
  cookieKey: string
  /** Signs tokens with ES256. */
  signingKey: JWK & { kty: string; alg: string }
  /** Protect the rows of sessions, codes and refresh tokens. */
  rowKeys: RowKeys
}

/** Both are 32 bytes. */
export type RowKeys = {
  /** Hashes the ids by which rows are found. */
  ids: Buffer
  /** Seals what is in them. */
  contents: Buffer
}

/** Derives the secrets from the router's token key, whose owner can sign tokens anyway. */
export function signInKeys(tokenKey: Uint8Array): SignInKeys {
  const derived = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', tokenKey, '', `postrider sign-in: ${purpose}`, bytes))

  return {
    cookieKey: derived('cookies', 32).toString('base64url'),
    signingKey: toSigningKey(derived('tokens', 32)),
    rowKeys: { ids: derived('ids of rows', 32), contents: derived('contents of rows', 32) },
  }
}

function toSigningKey(bytes: Buffer) {
  bytes.writeUInt8(bytes.readUInt8(0) & 0x7f, 0) // keeps it below the order of P-256
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(bytes)
  const point = pair.getPublicKey() // uncompressed: 4, x, y
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
