import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'

import type { BearerToken } from '../../core/api/bearer-token.ts'
import { isPlainRead, type Operation, takesBody } from '../../core/api/operation.ts'
import { problem } from '../../core/api/problem.ts'
import { eventLimitBytes } from '../../core/events/event.ts'
import { manage, type ManagePorts, routes } from '../../core/manage/manage.ts'
import type { Log } from '../../core/ports.ts'
import { readRequest } from './request.ts'
import { toResponse } from './response.ts'

/** How the hosting engine reads a request; `Env` is what its server passes along. */
type Host<Env extends object> = {
  tokenOf: (request: Request, env: Env) => BearerToken | Promise<BearerToken>
  /** In the log and in a 500, so that a caller can report the request. */
  requestIdOf: (env: Env) => string
}

/**
 * The management API as a `fetch` handler: one route per operation, and a problem for everything
 * else.
 */
export function httpApi<Env extends object>(
  ports: ManagePorts & { log: Log },
  { tokenOf, requestIdOf }: Host<Env>,
) {
  const app = new Hono<{ Bindings: Env }>()
  for (const operation of routes) {
    const { method, path } = operation
    if (takesBody(operation)) app.on(method, patternOf(path), limitBody)
    if (isPlainRead(operation)) app.on(method, patternOf(path), matchETag)
    app.on(method, patternOf(path), async (c, next) => {
      if (c.req.method === 'HEAD' && !isPlainRead(operation)) return next()
      const request = await readRequest(c.req, operation)
      if ('status' in request) return toResponse(request)
      const token = await tokenOf(c.req.raw, c.env)
      return toResponse(await manage(operation, { ...request, token }, ports))
    })
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    app.all(patternOf(path), (c) => methodNotAllowed(c, path))
  }
  app.notFound((c) =>
    toResponse(problem(404, `Cannot find ${c.req.path}: there is no such resource`)),
  )
  app.onError((error, c) => {
    const requestId = requestIdOf(c.env)
    // A client that disconnected needs no response, and is not an error.
    if (!c.req.raw.signal.aborted) ports.log({ level: 'ERROR', message: String(error), requestId })
    return toResponse(problem(500, `Internal error: the request id is ${requestId}`))
  })
  return app
}

/**
 * `/webhooks/{id}` in Hono's syntax. Ids consist of these characters only, and are never decoded.
 */
function patternOf(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1{[\\w-]+}')
}

const limitUndeclaredBody = bodyLimit({ maxSize: eventLimitBytes, onError: tooLarge })

/**
 * Hono's limit creates a stream for every body; one of a declared length needs none, as the server
 * reads no more than that.
 */
const limitBody: MiddlewareHandler = (c, next) => {
  const length = c.req.header('content-length')
  if (length === undefined || c.req.header('transfer-encoding') !== undefined) {
    return limitUndeclaredBody(c, next)
  }
  return Number(length) > eventLimitBytes ? Promise.resolve(tooLarge()) : next()
}

function tooLarge(): Response {
  return toResponse(
    problem(413, `Cannot accept the body: it is larger than ${eventLimitBytes} bytes`),
  )
}

/** Responds with 304 if `If-None-Match` has the tag of the response. */
const matchETag = etag({ retainedHeaders: [...RETAINED_304_HEADERS, 'x-content-type-options'] })

/** The 405 with the methods that the path supports. */
function methodNotAllowed({ req }: Context, path: string): Response {
  const operations: readonly Operation<never>[] = routes.filter((route) => route.path === path)
  const allow = operations
    .flatMap((route) => (isPlainRead(route) ? ['GET', 'HEAD'] : route.method))
    .join(', ')
  const detail = `Cannot ${req.method} ${req.path}: it supports ${allow}`
  return toResponse(problem(405, detail, { headers: { allow } }))
}
