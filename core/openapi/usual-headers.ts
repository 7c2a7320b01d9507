import { isPlainRead } from '../api/operation.ts'
import type { HeaderName, RequestHeaderName } from './headers.ts'
import type { Answer } from './operation.ts'
import { type RouteFacts, usual } from './usual-answers.ts'

/** What requests of a route may carry because of its kind, besides what its operation says. */
export function defaultRequestHeaders(route: RouteFacts): RequestHeaderName[] {
  if (isPlainRead(route)) return ['IfNoneMatch']
  return route.method === 'POST' ? ['IdempotencyKey'] : []
}

/** A route's own answer, with what comes with it because of the route's kind. */
export function withUsual({ method }: RouteFacts, status: number, answer: Answer): Answer {
  if (method === 'GET' && status === 200) return withHeader(answer, 'etag')
  if (method !== 'POST') return answer
  if (status === 409) return orInProgress(answer)
  return status < 300 ? withHeader(answer, 'idempotency-replayed') : answer
}

function withHeader(answer: Answer, name: HeaderName): Answer {
  return { ...answer, headers: [...(answer.headers ?? []), name] }
}

/** A conflict of the route's own, where an Idempotency-Key may be in the way too. */
function orInProgress(answer: Answer): Answer {
  const { description, examples } = usual.InProgress
  return {
    ...withHeader(answer, 'may-retry-after'),
    description: `${answer.description}; or: ${description}`,
    examples: { ...answer.examples, inProgress: examples?.['problem'] },
  }
}
