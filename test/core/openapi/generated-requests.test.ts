import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'

import { urlRefusal } from '../../../adapters/http-client/ssrf-url-check.ts'
import type { ApiResponse } from '../../../core/api/operation.ts'
import { bodyOf } from '../../support/management-world.ts'
import { operations } from '../../support/openapi-document.ts'
import { brokenRequestsOf } from '../../support/openapi/broken-requests.ts'
import {
  bodySchemaOf,
  type MadeRequest,
  type Operation,
  requestsOf,
} from '../../support/openapi/requests.ts'
import { recoveryFrom } from './cases/recoveries.ts'
import { unsaidFieldRules, unsaidStatuses } from './unsaid-rules.ts'
import { aWorld, filled } from './worlds.ts'

const writing = operations.filter(({ line }) => !line.startsWith('GET'))
const withBody = writing.filter((operation) => bodySchemaOf(operation) !== undefined)
const lined = (ones: readonly Operation[]) => ones.map((one) => [one.line, one] as const)

/** A run takes some 10 ms. */
const runsOf = (operation: Operation) => ({ numRuns: bodySchemaOf(operation) ? 12 : 3 })

describe('A generated request that docs/openapi.json allows', () => {
  it.each(lined(writing))('is accepted: %s', async (_, operation) => {
    await fc.assert(
      fc.asyncProperty(requestsOf(operation), async (request) => {
        const answer = await send(operation, ofOurMarketplace(request))

        expect([answer.status < 500, refusalsIn(answer)]).toEqual([true, []])
      }),
      runsOf(operation),
    )
  })
})

describe('A generated request that docs/openapi.json does not allow', () => {
  it.each(lined(withBody))('is refused: %s', async (_, operation) => {
    await fc.assert(
      fc.asyncProperty(brokenRequestsOf(operation), async (request) => {
        const { status } = await send(operation, request)

        expect(Math.floor(status / 100)).toBe(4)
      }),
      runsOf(operation),
    )
  })

  const parameters = writing.flatMap(({ line, parameters: all }) =>
    all
      .filter(({ in: place, schema }) => place !== 'path' && isLimited(schema))
      .map((parameter) => [parameter.name, line, parameter] as const),
  )
  it.each(parameters)('is refused: with a malformed %s, %s', async (name, line, parameter) => {
    const given = { [name]: 'x y' }

    const answer = await aWorld().ask(filled(line), {
      ...(parameter.in === 'query' ? { query: given } : { headers: given }),
      body: bodyIn(line),
    })

    expect(answer.status).toBe(400)
  })

  it.each(parameters.filter(([, , { required }]) => required))(
    'is refused: without %s, %s',
    async (_, line) => {
      const answer = await aWorld().ask(filled(line), { body: bodyIn(line) })

      expect(answer.status).toBe(428)
    },
  )
})

/** The defaults of the settings. */
const rules = {
  allowedHosts: [],
  allowedCidrs: [],
  allowedPorts: [
    { from: 443, to: 443 },
    { from: 1024, to: 65_535 },
  ],
  loopback: false,
}

async function send({ line }: Operation, request: MadeRequest): Promise<ApiResponse> {
  const world = aWorld({ ports: { urlRefusal: (url) => urlRefusal(url, rules) } })
  if (line.includes('{job}')) await recoveryFrom(world)
  return world.ask(filled(line), request)
}

/** Tokens are of one marketplace; a 403 for another says nothing about the rest. */
function ofOurMarketplace({ body, ...request }: MadeRequest): MadeRequest {
  if (typeof body !== 'object' || body === null || !('marketplace' in body)) {
    return { ...request, body }
  }
  return { ...request, body: { ...body, marketplace: 'acme' } }
}

type FieldError = { path: string; message: string }

/** What the API refused although the document could have said it. */
function refusalsIn(answer: ApiResponse): unknown[] {
  if (answer.status < 300 || unsaidStatuses.has(answer.status)) return []
  const { detail, errors = [] } = bodyOf(answer) as { detail?: string; errors?: FieldError[] }
  const isUnsaid = ({ path, message }: FieldError) =>
    unsaidFieldRules.some((rule) => rule.path.test(path) && rule.message.test(message))
  if (errors.length === 0) return [detail]
  return errors.filter((error) => !isUnsaid(error))
}

function isLimited({ pattern, enum: values }: Record<string, unknown>): boolean {
  return pattern !== undefined || values !== undefined
}

/** The body of the operation's first example. */
function bodyIn(line: string): unknown {
  const operation = operations.find((one) => one.line === line)
  const [media] = Object.values(operation?.requestBody?.content ?? {})
  const [example] = Object.values(media?.examples ?? {})
  return example?.value
}
