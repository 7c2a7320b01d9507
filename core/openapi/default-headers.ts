import { isPlainRead } from '../api/operation.ts'
import type { HeaderName, RequestHeaderName } from './headers.ts'
import type { ResponseDocs } from './operation.ts'
import { type RouteFacts, sharedResponses } from './default-responses.ts'

/** The request headers that follow from a route's kind, besides those of its operation. */
export function defaultRequestHeaders(route: RouteFacts): RequestHeaderName[] {
  if (isPlainRead(route)) return ['IfNoneMatch']
  return route.method === 'POST' ? ['IdempotencyKey'] : []
}

/** A route's own response, with what follows from the route's kind. */
export function withDefaults(
  { method }: RouteFacts,
  status: number,
  response: ResponseDocs,
): ResponseDocs {
  if (method === 'GET' && status === 200) return withHeader(response, 'etag')
  if (method !== 'POST') return response
  if (status === 409) return orRequestInProgress(response)
  return status < 300 ? withHeader(response, 'idempotency-replayed') : response
}

function withHeader(response: ResponseDocs, name: HeaderName): ResponseDocs {
  return { ...response, headers: [...(response.headers ?? []), name] }
}

/**
 * A conflict of the route itself, which may also come from a concurrent request with the same
 * Idempotency-Key.
 */
function orRequestInProgress(response: ResponseDocs): ResponseDocs {
  const { description, examples } = sharedResponses.RequestInProgress
  return {
    ...withHeader(response, 'may-retry-after'),
    description: `${response.description}; or: ${description}`,
    examples: { ...response.examples, inProgress: examples?.['problem'] },
  }
}
