import { takesBody } from '../api/operation.ts'
import { headerComponents, requestBodyOf, responseComponents, responseOf } from './messages.ts'
import type { OperationDocs } from './operation.ts'
import { operations } from './operations.ts'
import { parameterComponents, parametersOf } from './parameters.ts'
import { componentSchemas } from './schemas.ts'
import { securityOf, securitySchemes } from './security.ts'
import { tags } from './tags.ts'
import { type RouteFacts, defaultAnswers } from './usual-answers.ts'
import { withUsual } from './usual-headers.ts'

/** The document of the routes: each is described once, and nothing else is. */
export function openApi(routes: readonly RouteFacts[], version: string) {
  return {
    openapi: '3.1.1',
    info: { title: 'Postrider', version, summary, description, license },
    servers: [{ url: '/', description: 'Where this document is served' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: pathsOf(routes),
    components: {
      securitySchemes,
      parameters: parameterComponents(),
      headers: headerComponents(),
      responses: responseComponents(),
      schemas: componentSchemas(),
    },
  }
}

const summary = 'Tells every external system what happened in a marketplace'
const license = { name: 'Apache-2.0', identifier: 'Apache-2.0' }

const description = `JSON in and out. Everything is inside the marketplace of the token.

**Errors** are \`application/problem+json\` (RFC 9457) with a \`detail\` for people and, for fields, \`errors\` with their paths. Besides what each operation says: 404 for a path that does not exist, 405 with \`Allow\` for another method; \`HEAD\` answers as \`GET\` does, without the body. On AWS, API Gateway itself answers requests without a valid token, with 401 and \`{"message": "Unauthorized"}\`.

**Pages**: lists answer with \`items\` and, while there are more, a \`cursor\`. The same request with this \`cursor\` gives the next page; in another list, or with other filters, it is refused. \`limit\` is 1 to 100, usually 50.

**Reads** come with an \`ETag\`. With it in \`If-None-Match\`, an answer that would be the same is a 304 without a body. No cache may keep an answer (\`Cache-Control: no-store\`) but this document.

**Changes**: the \`ETag\` of a webhook begins with its version, and \`If-Match\` says which version a change is of, so that nobody overwrites what he has not seen.

**Once**: any POST may have an \`Idempotency-Key\`. The same request with the same key is acted on once in 24 hours, and answered the same again, with \`Idempotency-Replayed: true\`. What failed is not kept.

**Rates**: who asks too much gets a 429, with the seconds to wait in \`Retry-After\`.

**Times** are ISO 8601, in UTC; those that you send may have another offset.`

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
  if (operation === undefined) throw new Error(`Cannot describe ${method} ${path}: nothing does`)
  return operation
}

const order = Object.keys(operations)

function byOperation(one: RouteFacts, other: RouteFacts): number {
  const place = ({ method, path }: RouteFacts) => order.indexOf(`${method} ${path}`)
  return place(one) - place(other)
}

type Described = Readonly<Record<string, Parameters<typeof responseOf>[0]>>

function operationOf(route: RouteFacts, operation: OperationDocs): object {
  const { id, tag, summary, description, body, answers } = operation
  const parameters = parametersOf(route, operation)
  const own = Object.entries(answers).map(
    ([status, answer]) => [status, withUsual(route, Number(status), answer)] as const,
  )
  const all: Described = { ...defaultAnswers(route), ...Object.fromEntries(own) }
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(takesBody(route) && body && { requestBody: requestBodyOf(body, route) }),
    responses: Object.fromEntries(
      Object.entries(all).map(([status, answer]) => [status, responseOf(answer)]),
    ),
  }
}
