import { type ApiAnswer, type ApiRequest, problem, type Route } from './api.ts'
import { callerFrom } from './caller.ts'
import { eventLimitBytes } from './event.ts'
import { deliveryRoutes, type DeliveryNeeds } from './manage-deliveries.ts'
import { eventRoutes, type EventNeeds } from './manage-events.ts'
import { type OpenApiNeeds, openApiRoutes } from './manage-openapi.ts'
import { recoveryRoutes, type RecoveryNeeds } from './manage-recoveries.ts'
import { resourceRoutes } from './manage-resources.ts'
import { type SecretNeeds, secretRoutes } from './manage-secret.ts'
import { testRoutes, type TestNeeds } from './manage-tests.ts'
import { webhookRoutes, type WebhookNeeds } from './manage-webhooks.ts'
import { readJson } from './read-json.ts'

export type ManageNeeds = WebhookNeeds &
  SecretNeeds &
  TestNeeds &
  RecoveryNeeds &
  DeliveryNeeds &
  EventNeeds &
  OpenApiNeeds

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
  ...eventRoutes,
  ...webhookRoutes,
  ...secretRoutes,
  ...testRoutes,
  ...recoveryRoutes,
  ...deliveryRoutes,
  ...resourceRoutes,
]

/** Answers a request of the management API. What the caller did wrong is a 4xx that says what. */
export async function manage(request: RawRequest, needs: ManageNeeds): Promise<ApiAnswer> {
  const found = findRoute(request)
  if ('status' in found) return found

  const { route, params } = found
  if (route.scope === undefined) {
    return route.answer({ ...request, ...open, params }, needs)
  }
  const caller = callerFrom(request.claims)
  if (caller === undefined) return notSignedIn(request)
  if (!caller.scopes.has(route.scope)) {
    return problem(
      403,
      `Cannot ${route.method} ${request.path}: the token lacks the scope ${route.scope}`,
    )
  }
  const body = readBody(request, route)
  if ('status' in body) return body
  return route.answer({ ...request, ...body, caller, params }, needs)
}

const open = {
  json: undefined,
  text: '',
  caller: { subject: '', marketplace: '', scopes: new Set<string>() },
}

function notSignedIn({ claims }: RawRequest): ApiAnswer {
  if (claims !== undefined) {
    return problem(
      403,
      'Cannot tell the marketplace: the token has no scopes of exactly one marketplace',
    )
  }
  return problem(401, 'Cannot tell who asks: a valid bearer token is needed', {
    headers: { 'www-authenticate': 'Bearer' },
  })
}

type Found = { route: Route<ManageNeeds>; params: Record<string, string> }

function findRoute({ method, path }: RawRequest): Found | ApiAnswer {
  const there = routes.flatMap((route) => {
    const params = paramsOf(route.path, path)
    return params === undefined ? [] : [{ route, params }]
  })
  const found = there.find(({ route }) => route.method === method)
  if (found !== undefined) return found
  if (there.length === 0) return problem(404, `Cannot find ${path}: there is no such resource`)

  const allow = there.map(({ route }) => route.method).join(', ')
  return problem(405, `Cannot ${method} ${path}: it takes ${allow}`, { headers: { allow } })
}

/** `/webhooks/{id}` and `/webhooks/1` → `{ id: '1' }`; undefined when they do not match. */
function paramsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined

  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith('{') && value !== '') params[part.slice(1, -1)] = value
    else if (part !== value) return undefined
  }
  return params
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
