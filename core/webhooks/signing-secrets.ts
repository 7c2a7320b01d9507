import { addMs } from '../values/timestamp.ts'
import type { SecretContext, Secrets } from '../ports.ts'
import type { Endpoint, EndpointKey, Signing, SigningKey } from './endpoint.ts'
import type { KeyPair } from './ed25519.ts'

/** What a signing secret belongs to. */
export type SigningContext = SecretContext & { purpose: 'signing' }

/** What a private key belongs to. */
type KeyContext = SecretContext & { purpose: 'key' }

/** A secret in the clear; only the previous one has `validUntil`. */
type OpenedSecret = { secret: string; validUntil?: string }

const hourMs = 3_600_000

/** Seals a secret, so that it opens for this endpoint's signatures and for nothing else. */
export function sealSigningSecret(secret: string, owner: EndpointKey, seal: Secrets['seal']) {
  return seal(secret, contextOf(owner))
}

/** Seals the private key of a pair, so that it opens for this endpoint's signatures and for nothing else. */
export async function sealKeyPair(
  { publicKey, privateKey }: KeyPair,
  owner: EndpointKey,
  seal: Secrets['seal'],
): Promise<SigningKey> {
  return { publicKey, sealed: await seal(privateKey, keyContextOf(owner)) }
}

type Signer = EndpointKey & Pick<Endpoint, 'signing' | 'signatures'>

/** What makes the signatures of an endpoint's requests at that time: secrets, then private keys. */
export async function openSigners(
  endpoint: Signer,
  at: Date,
  open: Secrets['open'],
): Promise<string[]> {
  const { signatures = ['v1'], signing } = endpoint
  const opened = signatures.includes('v1') ? openSigningSecrets(endpoint, at, open) : []
  if (!signatures.includes('v1a')) return secretsOf(await opened)
  const keys = openKeys(endpoint, validAt(at, signing.key), open)
  return [...secretsOf(await opened), ...(await keys)]
}

function secretsOf(opened: readonly OpenedSecret[]): string[] {
  return opened.map(({ secret }) => secret)
}

function openKeys(
  owner: EndpointKey,
  keys: readonly { sealed: string }[],
  open: (sealed: string, context: KeyContext) => Promise<string>,
): Promise<string[]> {
  return Promise.all(keys.map(({ sealed }) => open(sealed, keyContextOf(owner))))
}

/** The public keys whose signatures requests have at that time, the newest first. */
export function publicKeysOf({ key }: Signing, at: Date): string[] {
  return validAt(at, key).map(({ publicKey }) => publicKey)
}

/** Opens the secrets that are valid at that time, in parallel, the newest first. */
export function openSigningSecrets(
  endpoint: EndpointKey & Pick<Endpoint, 'signing'>,
  at: Date,
  open: (sealed: string, context: SigningContext) => Promise<string>,
): Promise<OpenedSecret[]> {
  return Promise.all(
    validAt<{ sealed: string }>(at, secretsIn(endpoint.signing)).map(
      async ({ sealed, ...rest }) => ({
        secret: await open(sealed, contextOf(endpoint)),
        ...rest,
      }),
    ),
  )
}

/**
 * The secrets after a rotation: the new one and, for `keepHours`, the one that it replaces. A
 * secret from an earlier rotation is dropped immediately, so that there are never more than two.
 */
export function rotated(
  { sealed: last, key }: Signing,
  sealed: string,
  { at, keepHours }: RotationTime,
): Signing {
  const rest = { sealed, ...(key && { key }) }
  if (keepHours === 0) return rest
  const validUntil = addMs(at, keepHours * hourMs)
  return { ...rest, previous: { sealed: last, validUntil } }
}

/** The key after a rotation: the new one and, for `keepHours`, the one that it replaces. */
export function rotatedKey(
  { publicKey, sealed }: SigningKey,
  fresh: SigningKey,
  { at, keepHours }: RotationTime,
): SigningKey {
  if (keepHours === 0) return fresh
  const validUntil = addMs(at, keepHours * hourMs)
  return { ...fresh, previous: { publicKey, sealed, validUntil } }
}

/** When a rotation happens, and for how long what it replaces also signs. */
type RotationTime = { at: Date; keepHours: number }

type Rotating<Kept> = Kept & { previous?: (Kept & { validUntil: string }) | undefined }

/** The newest, and the previous one while it is valid. */
function validAt<Kept extends object>(at: Date, newest: Rotating<Kept> | undefined) {
  if (newest === undefined) return []
  const { previous, ...rest } = newest
  const isValid = previous !== undefined && Date.parse(previous.validUntil) > at.getTime()
  return isValid ? [rest, previous] : [rest]
}

function contextOf({ marketplace, id }: EndpointKey): SigningContext {
  return { marketplace, endpoint: id, purpose: 'signing' }
}

function secretsIn({ sealed, previous }: Signing) {
  return { sealed, previous }
}

function keyContextOf({ marketplace, id }: EndpointKey): KeyContext {
  return { marketplace, endpoint: id, purpose: 'key' }
}
