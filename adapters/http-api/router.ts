import { type Context, Hono, type HonoRequest } from 'hono'
import { etag, RETAINED_304_HEADERS } from 'hono/etag'

import type { BearerToken } from '../../core/api/bearer-token.ts'
import { isPlainRead, type Operation, takesBody } from '../../core/api/operation.ts'
import { invalidField, problem } from '../../core/api/problem.ts'
import { tooManyBodies } from '../../core/api/rate-limit.ts'
import { bodyLimitBytes } from '../../core/events/event.ts'
import { admit, manage, type ManagePorts, routes } from '../../core/manage/manage.ts'
import type { Log } from '../../core/ports.ts'
import { contentCodingOf, textIn, tooLarge } from './body-text.ts'
import { headOf } from './request.ts'
import { type BodyBudget, withBody } from './request-body.ts'
import { refusalLog } from './refused-requests.ts'
import { toResponse } from './response.ts'

/** How the hosting engine reads a request; `Env` is what its server passes along. */
type Host<Env extends object> = {
  tokenOf: (request: Request, env: Env) => BearerToken | Promise<BearerToken>
  /** In the log and in a 500, so that a caller can report the request. */
  requestIdOf: (env: Env) => string
  /** The client's address, for the log. */
  addressOf: (env: Env) => string | undefined
  /** Limits the bodies in memory; default: what runs the process limits its requests. */
  bodies?: BodyBudget
}

/**
 * The management API as a `fetch` handler: one route per operation, and a problem for everything
 * else.
 */
export function httpApi<Env extends object>(
  ports: ManagePorts & { log: Log },
  { tokenOf, requestIdOf, addressOf, bodies }: Host<Env>,
) {
  const logRefusal = refusalLog(ports)
  const answer = async (operation: Operation<ManagePorts>, { req, env }: HttpContext<Env>) => {
    const { repeated, ...given } = headOf(req)
    const head = { ...given, token: await tokenOf(req.raw, env) }
    const caller = admit(operation, head, ports)
    if ('status' in caller) {
      logRefusal(operation, caller, addressOf(env))
      return caller
    }
    const duplicate = repeated.find((name) => operation.mayRepeat?.has(name) !== true)
    if (duplicate !== undefined) return invalidField('query', duplicate, 'must be given once')
    const request = { ...head, caller }
    if (!takesBody(operation)) return manage(operation, { ...request, text: '' }, ports)
    const coding = contentCodingOf(req.raw)
    if (typeof coding !== 'string') return coding
    const plainBytes = coding === 'gzip' ? bodyLimitBytes : 0
    const limits = { limitBytes: bodyLimitBytes, plainBytes, budget: bodies }
    return withBody(req.raw, limits, async (body) => {
      if (body === 'too large') return tooLarge
      if (body === 'too many') return tooManyBodies
      const text = await textIn(body, coding)
      return typeof text === 'string' ? manage(operation, { ...request, text }, ports) : text
    })
  }
  const app = new Hono<{ Bindings: Env }>()
  for (const operation of routes) {
    const { method, path } = operation
    if (isPlainRead(operation)) app.on(method, patternOf(path), matchETag)
    app.on(method, patternOf(path), async (c, next) => {
      if (c.req.method === 'HEAD' && !isPlainRead(operation)) return next()
      return toResponse(await answer(operation, c))
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
 * `/webhooks/{id}` in Hono's syntax. Ids consist of these characters only, and are never decoded. None is
 * as long as a key of DynamoDB may be.
 */
function patternOf(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1{[\\w-]{1,255}}')
}

type HttpContext<Env> = { req: HonoRequest; env: Env }

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
