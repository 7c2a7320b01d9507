import { readFileSync } from 'node:fs'

import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import * as z from 'zod'

/** The committed document, as far as the tests read it. */
const Examples = z.record(z.string(), z.object({ value: z.unknown() })).optional()
const Content = z.record(
  z.string(),
  z.object({ schema: z.object({ $ref: z.string() }), examples: Examples }),
)
const Reference = z.object({ $ref: z.string() })
const Header = z.object({ required: z.boolean(), schema: z.looseObject({}) })
const Response = z.object({
  headers: z.record(z.string(), Reference).default({}),
  content: Content.default({}),
})
const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean().default(false),
  schema: z.looseObject({}),
})
const Operation = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.union([Reference, Parameter])).default([]),
  requestBody: z.object({ required: z.boolean(), content: Content }).optional(),
  responses: z.record(z.string(), z.union([Reference, Response])),
  'x-codeSamples': z
    .array(z.object({ lang: z.string(), label: z.string(), source: z.string() }))
    .default([]),
})
const Document = z.looseObject({
  info: z.looseObject({ version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  webhooks: z.record(z.string(), z.looseObject({})),
  components: z.looseObject({
    headers: z.record(z.string(), Header),
    parameters: z.record(z.string(), Parameter),
    responses: z.record(z.string(), Response),
    schemas: z.record(z.string(), z.looseObject({})),
  }),
})

type ResponseOf = z.infer<typeof Response>

export const documentText = readFileSync('docs/openapi.json', 'utf8')

const document = Document.parse(JSON.parse(documentText))
const { webhooks } = document
const { headers, parameters, responses, schemas } = document.components

/** Every operation, with its method and path: `GET /webhooks/{id}`. */
const allOperations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    line: `${method.toUpperCase()} ${path}`,
    ...operation,
    parameters: operation.parameters.map(wholeParameter),
    responses: Object.fromEntries(
      Object.entries(operation.responses).map(([status, response]) => [status, whole(response)]),
    ),
  })),
)

const isOfVendors = ({ tags }: { tags: string[] }) => tags.includes('Vendors')

/** The operations of the management API. */
export const operations = allOperations.filter((one) => !isOfVendors(one))

/** The operations of the vendors' door. */
export const vendorOperations = allOperations.filter(isOfVendors)

const ajv = addFormats.default(
  new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }),
)
ajv.addVocabulary(['components', 'webhooks', 'discriminator', 'xml'])
ajv.addSchema({ $id: 'https://postrider.test/', components: { schemas }, webhooks })

/** The errors of a value against the schema at this place of the document. */
export function schemaErrorsOf(value: unknown, { $ref }: { $ref: string }): string[] {
  const validate = ajv.getSchema(`https://postrider.test/${$ref}`)
  if (validate === undefined) throw new Error(`Cannot find the schema ${$ref}`)
  return errorsBy(validate, value)
}

/** The errors of a body that a receiver got, against the schema of its event type. */
export function payloadErrorsOf(eventType: string, body: unknown): string[] {
  const schema = `#/webhooks/${eventType}/post/requestBody/content/application~1json/schema`
  return schemaErrorsOf(body, { $ref: schema })
}

/** The schema at this place of the document. */
export function schemaAt($ref: string) {
  const schema = schemas[nameIn($ref)]
  if (schema === undefined) throw new Error(`Cannot find the schema ${$ref}`)
  return schema
}

/** The errors of a response's headers. */
export function headerErrorsOf(
  given: Readonly<Record<string, string>>,
  response: ResponseOf,
): string[] {
  return Object.entries(response.headers).flatMap(([name, { $ref }]) => {
    const header = headers[nameIn($ref)]
    if (header === undefined) return [`${$ref} is missing in the document`]
    const value = given[name]
    if (value === undefined) return header.required ? [`${name} is missing`] : []
    const validate = ajv.compile(header.schema)
    return errorsBy(validate, value)
  })
}

type Validate = { (value: unknown): unknown; errors?: ErrorObject[] | null }

function errorsBy(validate: Validate, value: unknown): string[] {
  validate(value)
  return (validate.errors ?? []).map(toText)
}

function whole(response: ResponseOf | z.infer<typeof Reference>): ResponseOf {
  if (!('$ref' in response)) return response
  const there = responses[nameIn(response.$ref)]
  if (there === undefined) throw new Error(`Cannot find ${response.$ref}`)
  return there
}

function wholeParameter(given: z.infer<typeof Parameter> | z.infer<typeof Reference>) {
  if (!('$ref' in given)) return given
  const there = parameters[nameIn(given.$ref)]
  if (there === undefined) throw new Error(`Cannot find ${given.$ref}`)
  return there
}

function nameIn($ref: string): string {
  return $ref.split('/').at(-1) ?? ''
}

function toText({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`
}
