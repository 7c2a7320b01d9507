import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'
import { Validator } from '@seriousme/openapi-schema-validator'

import { catalogue, eventType } from '../../../core/events/catalogue.ts'
import { portalLink } from '../../../core/api/roles.ts'
import { routes } from '../../../core/manage/manage.ts'
import { openApi } from '../../../core/openapi/document.ts'
import {
  documentText,
  operations,
  payloadErrorsOf,
  schemaErrorsOf,
  vendorOperations,
} from '../../support/openapi-document.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

describe('docs/openapi.json', () => {
  it('is what npm run openapi writes', () => {
    expect(JSON.parse(documentText)).toEqual(JSON.parse(JSON.stringify(openApi(routes, version))))
  })

  it('is OpenAPI 3.1', async () => {
    const validator = new Validator()

    const { valid, errors } = await validator.validate(
      JSON.parse(documentText) as Record<string, unknown>,
    )

    expect({ valid, errors }).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  it('describes every route, and nothing else', () => {
    const described = operations.map(({ line }) => line).toSorted()

    expect(described).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted())
  })

  it('requires the scope of the route', () => {
    for (const { method, path, scope, isForAnyRole } of routes) {
      const operation = operations.find(({ line }) => line === `${method} ${path}`)
      const scopes = scope === undefined ? [] : [scope]
      const isOpen = scope === undefined && isForAnyRole !== true
      const granted = scope === portalLink ? [] : [{ oauth2: scopes }] // no provider grants it
      const expected = isOpen ? [] : [...granted, { bearer: [] }]

      expect([path, operation?.security]).toEqual([path, expected])
    }
  })

  it('has what receivers get for every event type', () => {
    const { webhooks } = JSON.parse(documentText) as { webhooks: Record<string, Received> }
    const types = catalogue.flatMap(({ type, actions }) =>
      actions.map((action) => eventType(type, action)),
    )

    expect(Object.keys(webhooks).sort()).toEqual(types.sort())
    for (const [type, { post }] of Object.entries(webhooks)) {
      const { examples } = post.requestBody.content['application/json']
      expect([type, payloadErrorsOf(type, examples.sample.value)]).toEqual([type, []])
    }
  })

  it('has patterns that every language and generator reads alike', () => {
    const unlike = patternsIn(JSON.parse(documentText)).filter(
      (pattern) => !/^\^.*\$$/.test(pattern) || /\(\?[!=<]|\\[pPwWdDsSbB]/.test(pattern),
    )

    expect(unlike).toEqual([])
  })

  it('names each operation once', () => {
    const ids = [...operations, ...vendorOperations].map(({ operationId }) => operationId)

    expect(new Set(ids).size).toBe(ids.length)
  })
})

/** The patterns that texts match; those after `not` are only tried. */
function patternsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (name === 'not') return []
    return name === 'pattern' && typeof member === 'string' ? [member] : patternsIn(member)
  })
}

type Received = {
  post: {
    requestBody: {
      content: {
        'application/json': {
          examples: { sample: { value: unknown } }
        }
      }
    }
  }
}

describe('openApi()', () => {
  it('throws when a route has no documentation', () => {
    const unknown = { method: 'GET', path: '/secrets' } as const

    expect(() => openApi([...routes, unknown], version)).toThrow('GET /secrets')
  })

  it('throws when documentation has no route', () => {
    expect(() => openApi(routes.slice(1), version)).toThrow('there is no such route')
  })
})

const examples = [...operations, ...vendorOperations].flatMap(
  ({ line, requestBody, responses }) => [
    ...examplesIn(`${line} takes`, requestBody?.content),
    ...Object.entries(responses).flatMap(([status, { content }]) =>
      examplesIn(`${line} answers ${status}`, content),
    ),
  ],
)

describe('An example of the document', () => {
  it.each(examples)('matches its schema: %s', (_, value, schema) => {
    expect(schemaErrorsOf(value, schema)).toEqual([])
  })
})

type Content = NonNullable<(typeof operations)[number]['requestBody']>['content']

function examplesIn(what: string, content: Content = {}): [string, unknown, { $ref: string }][] {
  return Object.values(content).flatMap(({ schema, examples = {} }) =>
    Object.entries(examples).map(([name, { value }]): [string, unknown, { $ref: string }] => [
      `${what} (${name})`,
      value,
      schema,
    ]),
  )
}
