import { operations } from '../../support/openapi-document.ts'
import type { Case } from './cases.ts'

type Operation = (typeof operations)[number]

/** What causes the answers that routes of a kind have in common. */
const causes: Readonly<
  Record<number, (operation: Operation) => Pick<Case, 'asked'> & { line?: string }>
> = {
  400: ({ line }) => ({
    asked: line.startsWith('GET')
      ? { query: { limit: '0', colour: 'red' } }
      : { text: '{"colour":', headers: json },
  }),
  401: () => ({ asked: { claims: undefined } }),
  403: ({ line }) => ({ asked: { role: line === 'POST /events' ? 'viewer' : 'producer' } }),
  404: ({ line, requestBody }) => ({
    line: line.replace('{id}', 'nobody').replace('{job}', 'nothing'),
    asked: requestBody === undefined ? {} : { body: exampleOf(requestBody.content) },
  }),
  413: () => ({ asked: { text: 'x'.repeat(204_801), headers: json } }),
  415: () => ({ asked: { text: 'a=1', headers: { 'content-type': 'text/plain' } } }),
}

const json = { 'content-type': 'application/json' }

/** A case for each of these answers, where it is documented. */
export const usualCases: readonly (Case & { of: string })[] = operations.flatMap((operation) =>
  Object.keys(operation.responses)
    .map(Number)
    .flatMap((status) => {
      const cause = causes[status]?.(operation)
      if (cause === undefined) return []
      return [{ line: operation.line, ...cause, of: operation.line, status, when: 'as usual' }]
    }),
)

function exampleOf(content: NonNullable<Operation['requestBody']>['content']): unknown {
  const [media] = Object.values(content)
  return Object.values(media?.examples ?? {})[0]?.value
}
