import { type BearerToken, isIdToken, unauthorized } from '../api/bearer-token.ts'
import { type Caller, callerFrom } from '../api/caller.ts'
import { withETag } from '../api/etag.ts'
import { type IdempotencyPorts, withIdempotencyKey } from '../api/idempotency-key.ts'
import {
  type ApiRequest,
  type ApiResponse,
  isPlainRead,
  needsToken,
  type Operation,
  takesBody,
} from '../api/operation.ts'
import { invalidField, problem } from '../api/problem.ts'
import { tooMany } from '../api/rate-limit.ts'
import { parseJson } from '../values/parse-json.ts'
import {
  integrationApiRoutes,
  type IntegrationApiPorts,
} from '../integration/manage/integration-api.ts'
import { type ApiKeyPorts, apiKeyRoutes } from './api-keys.ts'
import { type AuditPorts, auditRoutes } from './audit.ts'
import { type KeyPairPorts, keyPairRoutes } from './key-pairs.ts'
import { deliveryRoutes, type DeliveryPorts } from './deliveries.ts'
import { switchRoutes } from './enable-disable.ts'
import { mailSettingsRoutes, type MailSettingsPorts } from './which-mails.ts'
import { mailRoutes, type MailPorts } from './mails.ts'
import { type MarketplacePorts, marketplaceRoutes } from './marketplaces.ts'
import { type PortalPorts, portalRoutes } from './portal-links.ts'
import { meRoutes } from './me.ts'
import { eventRoutes, type EventPorts } from './events.ts'
import { type OpenApiPorts, openApiRoutes } from './openapi.ts'
import { recoveryRoutes, type RecoveryPorts } from './recoveries.ts'
import { resourceRoutes } from './resources.ts'
import { type SecretPorts, secretRoutes } from './signing-secret.ts'
import { type StatsPorts, statsRoutes } from './stats.ts'
import { tryPatternRoutes, type TryPatternPorts } from './try-pattern.ts'
import { testRoutes, type TestPorts } from './test-event.ts'
import { transformationTestRoutes } from './try-transformation.ts'
import { whyForbidden } from './why-forbidden.ts'
import { webhookRoutes, type WebhookPorts } from './webhooks.ts'

export type ManagePorts = WebhookPorts &
  SecretPorts &
  KeyPairPorts &
  TestPorts &
  TryPatternPorts &
  RecoveryPorts &
  StatsPorts &
  DeliveryPorts &
  AuditPorts &
  ApiKeyPorts &
  PortalPorts &
  MarketplacePorts &
  IdempotencyPorts &
  OpenApiPorts &
  IntegrationApiPorts &
  MailPorts &
  MailSettingsPorts &
  EventPorts & {
    /** Seconds until the caller is within its rate limit again; 0 while it is. */
    mustWaitSeconds: (caller: Caller) => number
    /** The claims that hold people's groups, instead of the default ones. */
    groupsClaims?: readonly string[]
  }

/** A request for an operation, as received, without its body. */
export type RequestHead = Omit<ApiRequest, 'caller' | 'json' | 'text'> & {
  path: string
  token: BearerToken
}

/** A request whose caller was admitted, with its body. */
type AdmittedRequest = Omit<ApiRequest, 'json'> & { path: string }

/** Every operation of the API. */
export const routes: readonly Operation<ManagePorts>[] = [
  { method: 'GET', path: '/health', handle: () => ({ status: 200, body: { status: 'ok' } }) },
  ...openApiRoutes,
  ...meRoutes,
  ...eventRoutes,
  ...webhookRoutes,
  ...switchRoutes,
  ...secretRoutes,
  ...keyPairRoutes,
  ...testRoutes,
  ...transformationTestRoutes,
  ...tryPatternRoutes,
  ...statsRoutes,
  ...recoveryRoutes,
  ...deliveryRoutes,
  ...auditRoutes,
  ...apiKeyRoutes,
  ...portalRoutes,
  ...marketplaceRoutes,
  ...resourceRoutes,
  ...integrationApiRoutes,
  ...mailRoutes,
  ...mailSettingsRoutes,
]

/**
 * The caller, if the token allows the operation; otherwise the error response. The body need not be
 * read before.
 */
export function admit(
  operation: Operation<ManagePorts>,
  { path, token }: Pick<RequestHead, 'path' | 'token'>,
  { groupsClaims, mustWaitSeconds }: Pick<ManagePorts, 'groupsClaims' | 'mustWaitSeconds'>,
): Caller | ApiResponse {
  if (!needsToken(operation)) return anyone
  if ('reason' in token) return unauthorized(token.reason)
  if (isIdToken(token.claims)) return unauthorized('not-an-access-token')
  const caller = callerFrom(token.claims, groupsClaims)
  if (caller === undefined) return problem(403, noMarketplace)
  const waitSeconds = mustWaitSeconds(caller)
  if (waitSeconds > 0) return tooMany(waitSeconds)
  const { method } = operation
  const lack = whyForbidden(caller, operation)
  return lack === undefined ? caller : problem(403, `Cannot ${method} ${path}: ${lack}`)
}

/**
 * Handles an admitted request. For a mistake of the caller, the response is a 4xx that names it.
 */
export async function manage(
  operation: Operation<ManagePorts>,
  request: AdmittedRequest,
  ports: ManagePorts,
): Promise<ApiResponse> {
  const response = await answer(operation, request, ports)
  return isPlainRead(operation) ? withETag(response) : response
}

async function answer(
  operation: Operation<ManagePorts>,
  request: AdmittedRequest,
  ports: ManagePorts,
): Promise<ApiResponse> {
  if (!needsToken(operation)) return operation.handle({ ...request, json: undefined }, ports)
  const [unknown] = operation.takesQuery ? [] : Object.keys(request.query)
  if (unknown !== undefined) return invalidField('query', unknown, 'is not recognized')
  const body = parseBody(operation, request)
  if ('status' in body) return body

  const { method } = operation
  const asked = { ...request, method, json: body.json }
  const act = () => operation.handle(asked, ports)
  return method === 'POST' ? withIdempotencyKey(asked, act, ports) : act()
}

const anyone: Caller = { subject: '', account: '', marketplace: '', scopes: new Set() }

const noMarketplace =
  'Cannot determine the marketplace: the token has no scopes or groups of exactly one marketplace'

function parseBody(
  operation: Operation<ManagePorts>,
  { text, headers }: AdmittedRequest,
): Pick<ApiRequest, 'json'> | ApiResponse {
  if (!takesBody(operation) || (operation.mayBeEmpty === true && text === '')) {
    return { json: undefined }
  }
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    const found = mediaType === undefined ? 'is missing' : `is '${mediaType}'`
    return problem(415, `Cannot read the body: its Content-Type ${found}; send application/json`)
  }
  const read = parseJson(text)
  return 'reason' in read ? problem(400, `Cannot read the body: ${read.reason}`) : read
}
