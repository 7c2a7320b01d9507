import {
  type ApiResponse,
  type ApiRequest,
  invalidField,
  isPlainRead,
  problem,
  type Operation,
} from '../api/operation.ts'
import { type Caller, callerFrom } from '../api/caller.ts'
import { eventLimitBytes } from '../events/event.ts'
import { withETag } from '../api/etag.ts'
import { findRoute, type Found, wrongMethod } from '../api/router.ts'
import { withIdempotencyKey, type IdempotencyPorts } from '../api/idempotency-key.ts'
import { type AuditPorts, auditRoutes } from './audit.ts'
import { deliveryRoutes, type DeliveryPorts } from './deliveries.ts'
import { meRoutes } from './me.ts'
import { eventRoutes, type EventPorts } from './events.ts'
import { type OpenApiPorts, openApiRoutes } from './openapi.ts'
import { recoveryRoutes, type RecoveryPorts } from './recoveries.ts'
import { resourceRoutes } from './resources.ts'
import { type SecretPorts, secretRoutes } from './signing-secret.ts'
import { type StatsPorts, statsRoutes } from './stats.ts'
import { testRoutes, type TestPorts } from './test-event.ts'
import { webhookRoutes, type WebhookPorts } from './webhooks.ts'
import { tooMany } from '../api/rate-limit.ts'
import { parseJson } from '../values/parse-json.ts'
import { switchRoutes } from './enable-disable.ts'

export type ManagePorts = WebhookPorts &
  SecretPorts &
  TestPorts &
  RecoveryPorts &
  StatsPorts &
  DeliveryPorts &
  AuditPorts &
  IdempotencyPorts &
  OpenApiPorts &
  EventPorts & {
    /** How long a caller has asked too much to be answered, in seconds; 0 for one who has not. */
    mustWaitSeconds: (caller: Caller) => number
    /** The claims that hold people's groups; as usual if not given. */
    groupsClaims?: readonly string[]
  }

/** A request as it comes in: claims of the verified token, undefined when there is none. */
export type RawRequest = {
  method: string
  path: string
  query: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string | undefined>>
  body: string | undefined
  claims: unknown
}

/** Every route of the API. */
export const routes: readonly Operation<ManagePorts>[] = [
  { method: 'GET', path: '/health', handle: () => ({ status: 200, body: { status: 'ok' } }) },
  ...openApiRoutes,
  ...meRoutes,
  ...eventRoutes,
  ...webhookRoutes,
  ...switchRoutes,
  ...secretRoutes,
  ...testRoutes,
  ...statsRoutes,
  ...recoveryRoutes,
  ...deliveryRoutes,
  ...auditRoutes,
  ...resourceRoutes,
]

/** Answers a request of the management API. What the caller did wrong is a 4xx that says what. */
export async function manage(request: RawRequest, ports: ManagePorts): Promise<ApiResponse> {
  if (request.method === 'HEAD') return head(request, ports)

  const found = findRoute(routes, request)
  if ('status' in found) return found

  const answer = await answerOf(request, found, ports)
  return isPlainRead(found.route) ? withETag(answer, request.headers['if-none-match']) : answer
}

async function answerOf(
  request: RawRequest,
  { route, params }: Found<ManagePorts>,
  ports: ManagePorts,
): Promise<ApiResponse> {
  if (route.scope === undefined && route.isForAll !== true) {
    return route.handle({ ...request, ...open, params }, ports)
  }
  const caller = callerFrom(request.claims, ports.groupsClaims)
  if (caller === undefined) return notSignedIn(request)
  const waitSeconds = ports.mustWaitSeconds(caller)
  if (waitSeconds > 0) return tooMany(waitSeconds)
  if (route.scope !== undefined && !caller.scopes.has(route.scope)) {
    return problem(
      403,
      `Cannot ${route.method} ${request.path}: the token lacks the scope ${route.scope}`,
    )
  }
  const [unknown] = route.takesQuery ? [] : Object.keys(request.query)
  if (unknown !== undefined) return invalidField('query', unknown, 'is not known here')
  const body = readBody(request, route)
  if ('status' in body) return body
  const asked = { ...request, ...body, caller, params }
  const act = () => route.handle(asked, ports)
  return route.method === 'POST' ? withIdempotencyKey(asked, act, ports) : act()
}

/** As GET answers, without the body (RFC 9110, 9.3.2). */
async function head(request: RawRequest, ports: ManagePorts): Promise<ApiResponse> {
  const asked = { ...request, method: 'GET' }
  const found = findRoute(routes, asked)
  if ('route' in found && found.route.isOnRecord) return wrongMethod(request, [found.route])
  const { body, text, ...answer } = await manage(asked, ports)
  return answer
}

const open = {
  json: undefined,
  text: '',
  caller: { subject: '', account: '', marketplace: '', scopes: new Set<string>() },
}

function notSignedIn({ claims }: RawRequest): ApiResponse {
  if (claims !== undefined) {
    return problem(
      403,
      'Cannot tell the marketplace: the token has no scopes or groups of exactly one marketplace',
    )
  }
  return problem(401, 'Unauthorized: the bearer token is missing or invalid', {
    headers: { 'www-authenticate': 'Bearer' },
  })
}

function readBody(
  { body, headers }: RawRequest,
  { method, mayBeEmpty = false }: Operation<ManagePorts>,
): Pick<ApiRequest, 'json' | 'text'> | ApiResponse {
  if (method !== 'POST' && method !== 'PATCH') return { json: undefined, text: '' }

  const text = body ?? ''
  if (mayBeEmpty && text === '') return { json: undefined, text }
  if (Buffer.byteLength(text) > eventLimitBytes) {
    return problem(413, `Cannot accept the body: it is larger than ${eventLimitBytes} bytes`)
  }
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    return problem(
      415,
      `Cannot read the body: its Content-Type must be application/json, not '${mediaType ?? ''}'`,
    )
  }
  const read = parseJson(text)
  return 'reason' in read ? problem(400, `Cannot read the body: ${read.reason}`) : { ...read, text }
}
