import { headers, type HeaderName } from './headers.ts'
import type { Answer, Operation } from './operation.ts'
import { Problem } from './problem.ts'
import { memberSchemas, refTo } from './schemas.ts'
import { type RouteFacts, usual } from './usual-answers.ts'

/** What goes to and fro, as the document has it. */

export function requestBodyOf(
  { schema, examples }: NonNullable<Operation['body']>,
  { mayBeEmpty = false }: RouteFacts,
): object {
  const content = { schema: refTo(schema), examples: valuesOf(examples) }
  return { required: !mayBeEmpty, content: { 'application/json': content } }
}

/** An answer; the usual ones are described once for all. */
export function responseOf(answer: Answer | keyof typeof usual): object {
  if (typeof answer === 'string') return { $ref: `#/components/responses/${answer}` }
  const { description, schema, headers: names, examples } = answer
  const mediaType = schema === Problem ? 'application/problem+json' : 'application/json'
  return {
    description,
    ...(names && { headers: Object.fromEntries(names.map((name) => [name, headerRef(name)])) }),
    ...(schema && {
      content: {
        [mediaType]: { schema: refTo(schema), ...(examples && { examples: valuesOf(examples) }) },
      },
    }),
  }
}

function headerRef(name: HeaderName) {
  return { $ref: `#/components/headers/${name}` }
}

export function headerComponents(): Record<string, object> {
  const entries = Object.entries(headers).map(([name, { schema: given, ...header }]) => {
    const { schema } = memberSchemas({ schema: given })
    return [name, { ...header, required: true, schema }] as const
  })
  return Object.fromEntries(entries)
}

function valuesOf(examples: Readonly<Record<string, unknown>>): Record<string, object> {
  return Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]))
}

export function responseComponents(): Record<string, object> {
  const entries = Object.entries<Answer>(usual)
  return Object.fromEntries(entries.map(([name, answer]) => [name, responseOf(answer)]))
}
