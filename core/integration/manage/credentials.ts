import * as z from 'zod'

import type { ApiRequest, ApiResponse, Operation } from '../../api/operation.ts'
import { invalid, problem } from '../../api/problem.ts'
import type { Secrets } from '../../ports.ts'
import { integerBetween } from '../../values/integer.ts'
import { addMs } from '../../values/timestamp.ts'
import type { ProductStore } from '../integration-store.ts'
import {
  type Integration,
  type Product,
  type VendorCredential,
  validCredentials,
} from '../product.ts'
import { credentialContext } from '../sign-call.ts'
import { integratedOf, isResponse } from './product-access.ts'
import { changed, changeEntryOf, meanwhileChanged } from './products.ts'

export type CredentialPorts = Pick<ProductStore, 'findProduct' | 'replaceProduct'> & {
  sealSecrets: Secrets['seal']
  randomHex: (bytes: number) => string
  now: () => Date
}

/** By which the vendor reads events and sends results. */
export const credentialRoutes: readonly Operation<CredentialPorts>[] = [
  {
    method: 'POST',
    path: '/products/{id}/integration/credentials',
    scope: 'integration:write',
    isClosedToPortals: true,
    mayBeEmpty: true,
    handle: issueCredential,
  },
]

const hourMs = 3_600_000

/** The body that issues a credential; it is optional. */
export const NewCredential = z.strictObject({
  /** Default: OAUTH1 where our calls are signed, OAUTH2 otherwise. */
  type: z.enum(['OAUTH1', 'OAUTH2']).exactOptional(),
  keepPreviousHours: integerBetween(0, 168).default(24),
})

/**
 * Issues a key and a secret, which is shown once. The credential before it stays valid for some hours;
 * older ones end now.
 */
async function issueCredential(request: ApiRequest, ports: CredentialPorts): Promise<ApiResponse> {
  const found = await integratedOf(request, ports)
  if (isResponse(found)) return found
  const { product: before, integration } = found
  const { json = {} } = request
  const parsed = NewCredential.safeParse(json)
  if (!parsed.success) return invalid('credential', parsed.error)
  const signs = integration.authentication.type === 'OAUTH1'
  const { type = signs ? 'OAUTH1' : 'OAUTH2', keepPreviousHours } = parsed.data
  if (signs && type === 'OAUTH2') {
    return problem(409, 'Cannot issue a client: with OAUTH1, both sides share one credential')
  }

  const secret = ports.randomHex(32)
  const issued = await newCredential({ type, secret }, before, ports)
  const kept = keptFor(keepPreviousHours, integration, ports.now())
  const credentials = [issued, ...kept]
  const after = changed({ ...before, integration: { ...integration, credentials } }, request, ports)
  const entry = changeEntryOf('credential.issued', before, after)
  if (!(await ports.replaceProduct(after, before, entry))) return meanwhileChanged()
  const { sealed: _, ...shown } = issued
  return { status: 201, body: { ...shown, secret }, isSecret: true }
}

async function newCredential(
  { type, secret }: { type: VendorCredential['type']; secret: string },
  product: Product,
  { sealSecrets, randomHex, now }: CredentialPorts,
): Promise<VendorCredential> {
  const sealed = await sealSecrets(secret, credentialContext(product))
  return { type, key: `${product.id}-${randomHex(8)}`, sealed, createdAt: now().toISOString() }
}

/** The newest credential until now, for these hours. */
function keptFor(hours: number, integration: Integration, now: Date): VendorCredential[] {
  const [last] = validCredentials(integration, now)
  if (last === undefined || hours === 0) return []
  return [{ ...last, validUntil: addMs(now, hours * hourMs) }]
}
