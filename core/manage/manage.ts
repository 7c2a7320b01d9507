import {
  type ApiAnswer,
  type ApiRequest,
  invalidField,
  isPlainRead,
  problem,
  type Route,
} from '../api/endpoint.ts'
import { type Caller, callerFrom } from '../api/caller.ts'
import { eventLimitBytes } from '../events/event.ts'
import { tagged } from '../api/etag.ts'
import { findRoute, type Found, wrongMethod } from '../api/router.ts'
import { once, type OnceNeeds } from '../api/idempotency-key.ts'
import { type AuditNeeds, auditRoutes } from './audit.ts'
import { deliveryRoutes, type DeliveryNeeds } from './deliveries.ts'
import { meRoutes } from './me.ts'
import { eventRoutes, type EventNeeds } from './events.ts'
import { type OpenApiNeeds, openApiRoutes } from './openapi.ts'
import { recoveryRoutes, type RecoveryNeeds } from './recoveries.ts'
import { resourceRoutes } from './resources.ts'
import { type SecretNeeds, secretRoutes } from './signing-secret.ts'
import { type StatsNeeds, statsRoutes } from './stats.ts'
import { testRoutes, type TestNeeds } from './test-event.ts'
import { webhookRoutes, type WebhookNeeds } from './webhooks.ts'
import { tooMany } from '../api/rate-limit.ts'
import { readJson } from '../values/parse-json.ts'
import { switchRoutes } from './enable-disable.ts'

export type ManageNeeds = WebhookNeeds &
  SecretNeeds &
  TestNeeds &
  RecoveryNeeds &
  StatsNeeds &
  DeliveryNeeds &
  AuditNeeds &
  OnceNeeds &
  OpenApiNeeds &
  EventNeeds & {
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
export const routes: readonly Route<ManageNeeds>[] = [
  { method: 'GET', path: '/health', answer: () => ({ status: 200, body: { status: 'ok' } }) },
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
export async function manage(request: RawRequest, needs: ManageNeeds): Promise<ApiAnswer> {
  if (request.method === 'HEAD') return head(request, needs)

  const found = findRoute(routes, request)
  if ('status' in found) return found

  const answer = await answerOf(request, found, needs)
  return isPlainRead(found.route) ? tagged(answer, request.headers['if-none-match']) : answer
}

async function answerOf(
  request: RawRequest,
  { route, params }: Found<ManageNeeds>,
  needs: ManageNeeds,
): Promise<ApiAnswer> {
  if (route.scope === undefined && route.isForAll !== true) {
    return route.answer({ ...request, ...open, params }, needs)
  }
  const caller = callerFrom(request.claims, needs.groupsClaims)
  if (caller === undefined) return notSignedIn(request)
  const waitSeconds = needs.mustWaitSeconds(caller)
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
  const act = () => route.answer(asked, needs)
  return route.method === 'POST' ? once(asked, act, needs) : act()
}

/** As GET answers, without the body (RFC 9110, 9.3.2). */
async function head(request: RawRequest, needs: ManageNeeds): Promise<ApiAnswer> {
  const asked = { ...request, method: 'GET' }
  const found = findRoute(routes, asked)
  if ('route' in found && found.route.isOnRecord) return wrongMethod(request, [found.route])
  const { body, text, ...answer } = await manage(asked, needs)
  return answer
}

const open = {
  json: undefined,
  text: '',
  caller: { subject: '', account: '', marketplace: '', scopes: new Set<string>() },
}

function notSignedIn({ claims }: RawRequest): ApiAnswer {
  if (claims !== undefined) {
    return problem(
      403,
      'Cannot tell the marketplace: the token has no scopes or groups of exactly one marketplace',
    )
  }
  return problem(401, 'Cannot tell who asks: a valid bearer token is needed', {
    headers: { 'www-authenticate': 'Bearer' },
  })
}

function readBody(
  { body, headers }: RawRequest,
  { method, mayBeEmpty = false }: Route<ManageNeeds>,
): Pick<ApiRequest, 'json' | 'text'> | ApiAnswer {
  if (method !== 'POST' && method !== 'PATCH') return { json: undefined, text: '' }

  const text = body ?? ''
  if (mayBeEmpty && text === '') return { json: undefined, text }
  if (Buffer.byteLength(text) > eventLimitBytes) {
    return problem(413, `Cannot take the body: it is larger than ${eventLimitBytes} bytes`)
  }
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') {
    return problem(
      415,
      `Cannot read the body: its Content-Type must be application/json, not '${mediaType ?? ''}'`,
    )
  }
  const read = readJson(text)
  return 'fault' in read ? problem(400, `Cannot read the body: ${read.fault}`) : { ...read, text }
}
