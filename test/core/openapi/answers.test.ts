import { describe, expect, it } from '@jest/globals'

import type { ApiResponse } from '../../../core/api/operation.ts'
import { tooManyBodies } from '../../../core/api/rate-limit.ts'
import { differencesIn, type DocumentedResponse } from '../../support/documented-response.ts'
import { headerErrorsOf, operations } from '../../support/openapi-document.ts'
import type { Case } from './cases/case.ts'
import { cases } from './cases.ts'
import { defaultCases } from './default-cases.ts'
import { aWorld, filled, withKeys } from './worlds.ts'

const all = [...cases, ...defaultCases].map((one) => [one.line, one.status, one.when, one] as const)

describe("The API's responses match docs/openapi.json", () => {
  it.each(all)('%s: %i, when %s', async (_, status, __, one) => {
    const world = one.world?.() ?? aWorld()
    await one.before?.(world)

    const answer = await world.ask(filled(one.line), one.asked)

    expect([answer.status, answer.body]).toEqual([status, answer.body])
    expect(differencesIn(answer, documented(one))).toEqual([])
  })

  it('covers each documented response', () => {
    const said = operations.flatMap(({ line, responses }) =>
      Object.keys(responses).map((status) => `${line}: ${status}`),
    )
    const caused = [...cases, ...defaultCases].map(
      (one) => `${operationOf(one).line}: ${one.status}`,
    )

    const missing = said.filter((answer) => !ofServer.test(answer) && !caused.includes(answer))
    expect(missing).toEqual([])
  })
})

/**
 * What no request to an operation leads to: test/lambdas/manage.test.ts covers the 500, and
 * test/adapters/embedded/http-server.test.ts the 421.
 */
const ofServer = /: (421|500|503)$/

describe('The 503 while other bodies arrive', () => {
  const written = operations.filter(({ line }) => /^(POST|PUT|PATCH)/.test(line))

  it.each(written.map(({ line }) => line))('matches docs/openapi.json: %s', (line) => {
    const busy = documented({ line, status: 503, when: '' })

    expect(differencesIn(tooManyBodies, busy)).toEqual([])
  })
})

const requests = operations.flatMap(({ line, requestBody }) =>
  Object.values(requestBody?.content ?? {}).flatMap(({ examples = {} }) =>
    Object.entries(examples).map(([name, { value }]) => [line, name, value] as const),
  ),
)

describe('An example of a request', () => {
  it.each(requests)('is accepted by %s: %s', async (line, _, body) => {
    const world = aWorld(withKeys)

    const answer = await world.ask(filled(line), { body, headers: { 'if-match': '*' } })

    expect([Math.floor(answer.status / 100), answer.body]).toEqual([2, answer.body])
  })
})

describe('The comparison with the document', () => {
  it.each<[string, ApiResponse]>([
    ['an undocumented member', { status: 200, body: { status: 'ok', secret: 'x' } }],
    ['a missing member', { status: 200, body: {} }],
    ['another media type', { status: 200, headers: { 'content-type': 'text/html' }, body: 'ok' }],
    ['no body', { status: 200 }],
  ])('detects %s', (_, answer) => {
    const health = documented({ line: 'GET /health', status: 200, when: '' })

    const tagged = { ...answer, headers: { etag: '"x"', ...answer.headers } }
    expect(differencesIn(tagged, health)).toHaveLength(1)
  })

  it('detects a missing header', () => {
    const health = documented({ line: 'DELETE /webhooks/{id}', status: 401, when: '' })

    expect(headerErrorsOf({}, health)).toEqual(['www-authenticate is missing'])
  })
})

function operationOf({ line }: Case) {
  const pattern = (template: string) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`)
  const found = operations.find((operation) => pattern(operation.line).test(filled(line)))
  if (found === undefined) throw new Error(`Cannot find the operation of ${line}`)
  return found
}

function documented(one: Case): DocumentedResponse {
  const response = operationOf(one).responses[one.status]
  if (response === undefined)
    throw new Error(`${one.line} does not say that it answers ${one.status}`)
  return response
}
