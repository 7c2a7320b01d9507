import { addMs } from '../values/timestamp.ts'
import type { SecretContext, Secrets } from '../ports.ts'
import type { Endpoint, EndpointKey, Signing } from './endpoint.ts'

/** What a signing secret belongs to. */
export type SigningContext = SecretContext & { purpose: 'signing' }

/** A secret in the clear; only the previous one has `validUntil`. */
type OpenedSecret = { secret: string; validUntil?: string }

const hourMs = 3_600_000

/** Seals a secret, so that it opens for this endpoint's signatures and for nothing else. */
export function sealSigningSecret(secret: string, owner: EndpointKey, seal: Secrets['seal']) {
  return seal(secret, contextOf(owner))
}

/** Opens the secrets that are valid at that time, in parallel, the newest first. */
export function openSigningSecrets(
  endpoint: EndpointKey & Pick<Endpoint, 'signing'>,
  at: Date,
  open: (sealed: string, context: SigningContext) => Promise<string>,
): Promise<OpenedSecret[]> {
  return Promise.all(
    validAt(at, endpoint.signing).map(async ({ sealed, ...rest }) => ({
      secret: await open(sealed, contextOf(endpoint)),
      ...rest,
    })),
  )
}

/**
 * The secrets after a rotation: the new one and, for `keepHours`, the one that it replaces. A
 * secret from an earlier rotation is dropped immediately, so that there are never more than two.
 */
export function rotated(
  { sealed: last }: Signing,
  sealed: string,
  { at, keepHours }: { at: Date; keepHours: number },
): Signing {
  if (keepHours === 0) return { sealed }
  const validUntil = addMs(at, keepHours * hourMs)
  return { sealed, previous: { sealed: last, validUntil } }
}

function validAt(at: Date, { sealed, previous }: Signing) {
  const isValid = previous !== undefined && Date.parse(previous.validUntil) > at.getTime()
  return isValid ? [{ sealed }, previous] : [{ sealed }]
}

function contextOf({ marketplace, id }: EndpointKey): SigningContext {
  return { marketplace, endpoint: id, purpose: 'signing' }
}
