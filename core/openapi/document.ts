import { takesBody } from '../api/operation.ts'
import { vendorRoutes } from '../integration/vendors/door.ts'
import { codeSamplesOf } from './code-samples.ts'
import { headerComponents, requestBodyOf, responseComponents, responseOf } from './messages.ts'
import type { OperationDocs } from './operation.ts'
import { operations } from './operations.ts'
import { parameterComponents, parametersOf } from './parameters.ts'
import { contentSchemas, receiverParameters, receiverRequests } from './receiver-requests.ts'
import { componentSchemas } from './schemas.ts'
import { securityOf, securitySchemes } from './security.ts'
import { tags } from './tags.ts'
import { type RouteFacts, defaultResponses } from './default-responses.ts'
import { withDefaults } from './default-headers.ts'
import { vendorPaths } from './vendor-paths.ts'
import { vendorSchemes } from './vendor-security.ts'

/**
 * The OpenAPI document of the routes. Every route must have documentation, and all documentation a
 * route.
 */
export function openApi(routes: readonly RouteFacts[], version: string) {
  return {
    openapi: '3.1.1',
    info: { title: 'Postrider', version, summary, description, license },
    servers: [{ url: '/', description: 'Where this document is served' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: { ...pathsOf(routes), ...vendorPaths(vendorRoutes) },
    webhooks: receiverRequests(),
    components: {
      securitySchemes: { ...securitySchemes, ...vendorSchemes },
      parameters: { ...parameterComponents(), ...receiverParameters() },
      headers: headerComponents(),
      responses: responseComponents(),
      schemas: { ...componentSchemas(), ...contentSchemas() },
    },
  }
}

const summary = 'Delivers marketplace events to webhooks'
const license = { name: 'Apache-2.0', identifier: 'Apache-2.0' }

const description = `The API accepts and returns JSON. A token belongs to exactly one marketplace, and requests only see that marketplace. The token of an operator belongs to none, and only registers and lists marketplaces. The operations of vendors are apart: they have credentials and media types of their own, and none of the following but the errors.

**Errors** are \`application/problem+json\` (RFC 9457): \`detail\` is a message for people, and \`errors\` lists invalid fields with their paths. In addition to the errors of each operation, the API returns 404 for an unknown path and 405 with \`Allow\` for an unsupported method. The server of one machine also rejects requests before they reach an operation: 400 for a malformed one, 408 for one that does not arrive in time, and 431 for headers above 16 KiB. \`HEAD\` returns the headers of \`GET\`. On AWS, API Gateway itself rejects requests without an \`Authorization\` header, with 401 and \`{"message": "Unauthorized"}\`.

**Pagination**: lists return \`items\` and, if there are more, a \`cursor\`. Repeat the request with this \`cursor\` to get the next page. A cursor is only valid for the same list with the same filters. \`limit\` is 1 to 100; the default is 50.

**Conditional requests**: reads return an \`ETag\`. Send it in \`If-None-Match\`: if the response is still the same, you get a 304 without a body. Responses must not be cached (\`Cache-Control: no-store\`), except for this document.

**Concurrent changes**: the \`ETag\` of a webhook begins with its version. Send it in \`If-Match\`, so that your change does not overwrite one that you have not seen.

**Idempotency**: send an \`Idempotency-Key\` with a POST to repeat it safely. For 24 hours, the same request with the same key is not executed again; it returns the first response, with \`Idempotency-Replayed: true\`. Unsuccessful responses are not stored.

**Rate limits**: a caller above its rate limit gets a 429, with the number of seconds to wait in \`Retry-After\`.

**Timestamps** are ISO 8601, in UTC. Timestamps in requests may have another offset, which must not move them out of the years 0000 to 9999.

**Texts** are Unicode. An escape such as \`\\ud800\` that is half of a surrogate pair is rejected.`

function pathsOf(routes: readonly RouteFacts[]) {
  const lines = routes.map(({ method, path }) => `${method} ${path}`)
  const unknown = Object.keys(operations).find((line) => !lines.includes(line))
  if (unknown !== undefined) throw new Error(`Cannot describe ${unknown}: there is no such route`)

  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes.toSorted(byOperation)) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(route, operationFor(route)),
    }
  }
  return paths
}

function operationFor({ method, path }: RouteFacts): OperationDocs {
  const operation = operations[`${method} ${path as '/'}`]
  if (operation === undefined)
    throw new Error(`Cannot describe ${method} ${path}: it has no documentation`)
  return operation
}

const order = Object.keys(operations)

function byOperation(one: RouteFacts, other: RouteFacts): number {
  const place = ({ method, path }: RouteFacts) => order.indexOf(`${method} ${path}`)
  return place(one) - place(other)
}

type Described = Readonly<Record<string, Parameters<typeof responseOf>[0]>>

function operationOf(route: RouteFacts, operation: OperationDocs): object {
  const { id, tag, summary, description, body, responses } = operation
  const parameters = parametersOf(route, operation)
  const own = Object.entries(responses).map(
    ([status, response]) => [status, withDefaults(route, Number(status), response)] as const,
  )
  const all: Described = { ...defaultResponses(route), ...Object.fromEntries(own) }
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(takesBody(route) && body && { requestBody: requestBodyOf(body, route) }),
    responses: Object.fromEntries(
      Object.entries(all).map(([status, response]) => [status, responseOf(response)]),
    ),
    'x-codeSamples': codeSamplesOf(route, operation),
  }
}
