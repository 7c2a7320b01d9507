import { operations } from '../../support/openapi-document.ts'
import type { Case } from './cases/case.ts'
import { registered } from './cases/marketplaces.ts'
import { recoveryFrom } from './cases/recoveries.ts'
import { aWorld, withKeys } from './worlds.ts'

type Operation = (typeof operations)[number]
type Cause = Partial<Omit<Case, 'status' | 'when'>>

/**
 * The requests that lead to the responses that routes of a kind share; undefined where a route has
 * none.
 */
const causes: Readonly<Record<number, (operation: Operation) => Cause | undefined>> = {
  304: ({ line }) => ({
    asked: {
      headers: { 'if-none-match': '*' },
      ...(line === 'GET /stats' && { query: { webhooks: 'webhook-1' } }),
    },
    ...(line.includes('webhook-keys') && { world: () => aWorld(withKeys) }),
    ...(line.includes('{job}') && { before: recoveryFrom }),
    ...(line.includes('{name}') && { before: registered }),
  }),
  400: ({ line }) => ({
    asked: invalid[line.split(' ')[0] ?? ''] ?? { text: '{"colour":', headers: json },
  }),
  401: () => ({ asked: { claims: undefined } }),
  403: ({ line }) => ({ asked: forbidden[line] ?? { role: 'producer' } }),
  404: (operation) => ({
    line: operation.line
      .replace('{id}', 'missing')
      .replace(/\{job\}|\{uuid\}|\{name\}|\{token\}|\{eventId\}/, 'missing'),
    asked: bodyFor(operation),
  }),
  409: (operation) =>
    operation.line.startsWith('POST')
      ? {
          asked: withKey(operation),
          world: () => aWorld({ ports: { saveRequest: () => Promise.resolve(false) } }),
        }
      : undefined,
  413: () => ({ asked: { text: 'x'.repeat(262_145), headers: json } }),
  415: () => ({ asked: { text: 'a=1', headers: { 'content-type': 'text/plain' } } }),
  422: (operation) => ({
    asked: withKey(operation),
    world: () => aWorld({ ports: { findRequest: () => Promise.resolve(another) } }),
  }),
  429: () => ({ world: () => aWorld({ ports: { mustWaitSeconds: () => 0.4 } }) }),
}

const json = { 'content-type': 'application/json' }

const invalid: Readonly<Record<string, Case['asked']>> = {
  GET: { query: { limit: '0', colour: 'red' } },
  DELETE: { headers: { 'if-match': 'x' }, query: { colour: 'red' } },
}

const forbidden: Readonly<Record<string, Case['asked']>> = {
  'POST /events': { role: 'viewer' },
  'POST /integration-events': { role: 'viewer' },
  'GET /me': { claims: { sub: 'x', scope: 'acme/webhooks:read globex/webhooks:read' } },
}

/** An earlier request with the same key. */
const another = {
  marketplace: 'acme',
  id: 'x',
  fingerprint: 'x',
  leasedUntil: '2026-01-01T00:00:00.000Z',
  answer: { status: 200, headers: {} },
  revision: 1,
}

/** A case for each of these responses where it is documented. */
export const defaultCases: readonly (Case & { of: string })[] = operations.flatMap((operation) =>
  Object.keys(operation.responses)
    .map(Number)
    .flatMap((status) => {
      const cause = causes[status]?.(operation)
      if (cause === undefined) return []
      return [
        {
          line: operation.line,
          ...cause,
          of: operation.line,
          status,
          when: 'all routes of its kind respond with it',
        },
      ]
    }),
)

function withKey(operation: Operation): NonNullable<Case['asked']> {
  return { ...bodyFor(operation), headers: { 'idempotency-key': 'x' } }
}

/** The body of an example, if there is one. */
function bodyFor({ requestBody }: Operation): NonNullable<Case['asked']> {
  const [media] = Object.values(requestBody?.content ?? {})
  const [example] = Object.values(media?.examples ?? {})
  return example === undefined ? {} : { body: example.value }
}
