import type { SecretContext } from '../../core/ports.ts'
import { type KeyPair, keyPairOf } from '../../core/webhooks/ed25519.ts'

/** The context of a sealed secret; by default of the token of `aWebhook()`. */
export function aContext(overrides: Partial<SecretContext> = {}): SecretContext {
  return { marketplace: 'acme', endpoint: 'webhook-1', purpose: 'authentication', ...overrides }
}

/** The prefix of a sealed secret: it opens only in the same context. */
export function sealOf({ marketplace, endpoint, purpose }: SecretContext): string {
  return `sealed for ${purpose} of ${marketplace}/${endpoint}:`
}

/** Opens a secret that was sealed for this context. */
export async function open(sealed: string, context: SecretContext): Promise<string> {
  await Promise.resolve()
  const seal = sealOf(context)
  if (!sealed.startsWith(seal)) throw new Error(`Cannot open: it is not ${seal}`)
  return sealed.slice(seal.length)
}

/** A signing secret, the same for the same number. */
export function aSecret(number = 1): string {
  return `whsec_${Buffer.alloc(32, number).toString('base64')}`
}

/** A key pair, the same for the same number. */
export function aKeyPair(number = 1): KeyPair {
  return keyPairOf(Buffer.alloc(32, number))
}

/** The same, sealed for a webhook's signatures. */
export function aSealedSecret(number = 1, owner: Partial<SecretContext> = {}): string {
  return `${sealOf(aContext({ ...owner, purpose: 'signing' }))}${aSecret(number)}`
}
