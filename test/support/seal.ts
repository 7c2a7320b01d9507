import type { SecretContext } from '../../core/ports.ts'

/** What the token of `aWebhook()` belongs to, unless told otherwise. */
export function aContext(overrides: Partial<SecretContext> = {}): SecretContext {
  return { marketplace: 'acme', endpoint: 'webhook-1', purpose: 'authentication', ...overrides }
}

/** What a sealed secret begins with: it opens for nothing else. */
export function sealOf({ marketplace, endpoint, purpose }: SecretContext): string {
  return `sealed for ${purpose} of ${marketplace}/${endpoint}:`
}

/** Opens what was sealed for that, as the world's secrets do. */
export async function open(sealed: string, context: SecretContext): Promise<string> {
  await Promise.resolve()
  const seal = sealOf(context)
  if (!sealed.startsWith(seal)) throw new Error(`Cannot open: it is not ${seal}`)
  return sealed.slice(seal.length)
}

/** A secret that requests are signed with, the same for the same number. */
export function aSecret(number = 1): string {
  return `whsec_${Buffer.alloc(32, number).toString('base64')}`
}

/** The same, sealed for a webhook's signatures. */
export function aSealedSecret(number = 1, owner: Partial<SecretContext> = {}): string {
  return `${sealOf(aContext({ ...owner, purpose: 'signing' }))}${aSecret(number)}`
}
