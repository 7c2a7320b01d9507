import type { WebhookView } from '../../api/views.ts'
import type { Signed } from './verify-signature.ts'

/**
 * What the public keys of a webhook say of the `v1a` signatures of a request. `made` is the position of
 * the key that made one, from 0: during a rotation there are two.
 */
export type KeyVerdict = { kind: 'made'; position: number } | { kind: 'other' | 'unavailable' }

type PublicKeys = NonNullable<WebhookView['publicKeys']>

const prefix = 'v1a,'

/** Whether one of the signatures is made by a private key. */
export function hasKeySignature({ signatures = [] }: Pick<Signed, 'signatures'>): boolean {
  return signatures.some((one) => one.startsWith(prefix))
}

/** Which of the public keys verifies one of the signatures. */
export async function checkKeys(
  publicKeys: PublicKeys,
  { id, timestamp, signatures = [] }: Signed,
  body: string,
): Promise<KeyVerdict> {
  const bytes = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const made = signatures.filter((one) => one.startsWith(prefix)).map((one) => one.slice(4))
  // Undefined on pages without TLS, in spite of its type.
  const subtle = crypto.subtle as SubtleCrypto | undefined
  if (subtle === undefined) return { kind: 'unavailable' }

  for (const [position, { publicKey }] of publicKeys.entries()) {
    const key = await importedKey(publicKey, subtle)
    if (key === undefined) return { kind: 'unavailable' }
    const verified = made.map((one) => subtle.verify(algorithm, key, bytesIn(one), bytes))
    if ((await Promise.all(verified)).includes(true)) return { kind: 'made', position }
  }
  return { kind: 'other' }
}

const algorithm = 'Ed25519'

/** The key; undefined in browsers that do not know Ed25519. */
async function importedKey(
  publicKey: string,
  subtle: SubtleCrypto,
): Promise<CryptoKey | undefined> {
  const raw = bytesIn(publicKey.replace('whpk_', ''))
  try {
    return await subtle.importKey('raw', raw, algorithm, false, ['verify'])
  } catch {
    return undefined
  }
}

function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}
