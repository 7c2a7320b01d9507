import * as z from 'zod'

const Reference = z.object({ $ref: z.string() })

const Schema = z.object({
  $ref: z.string().optional(),
  /** One type, or several, such as text or null. */
  type: z.union([z.string(), z.array(z.string())]).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  format: z.string().optional(),
  pattern: z.string().optional(),
  enum: z.array(z.string()).optional(),
  const: z.json().optional(),
  default: z.json().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  get items() {
    return Schema.optional()
  },
  get properties() {
    return z.preprocess(withoutAbsent, z.record(z.string(), Schema)).optional()
  },
  get additionalProperties() {
    return z.union([z.boolean(), Schema]).optional()
  },
  get oneOf() {
    return z.array(Schema).optional()
  },
  get anyOf() {
    return z.array(Schema).optional()
  },
})
export type Schema = z.infer<typeof Schema>

/** Without the fields that an object must not have, which are `false`. */
function withoutAbsent(properties: unknown): unknown {
  if (typeof properties !== 'object' || properties === null) return properties
  return Object.fromEntries(Object.entries(properties).filter(([, schema]) => schema !== false))
}

const Parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  description: z.string().optional(),
  schema: Schema,
})

const Content = z.record(
  z.string(),
  z.object({
    schema: Schema,
    examples: z.record(z.string(), z.object({ value: z.json() })).default({}),
  }),
)
export type Content = z.infer<typeof Content>

const Header = z.object({ description: z.string() })

const Response = z.object({
  description: z.string(),
  headers: z.record(z.string(), z.union([Reference, Header])).default({}),
  content: Content.default({}),
})
export type Response = z.infer<typeof Response>

const Operation = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  parameters: z.array(z.union([Reference, Parameter])).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content: Content }).optional(),
  responses: z.record(z.string(), z.union([Reference, Response])),
  'x-codeSamples': z.array(z.object({ label: z.string(), source: z.string() })).default([]),
})
export type Operation = z.infer<typeof Operation>

/** What a receiver gets: the requests differ only in their bodies. */
const ReceiverRequest = z.object({
  description: z.string(),
  parameters: z.array(z.union([Reference, Parameter])),
  requestBody: z.object({ content: Content }),
  responses: z.record(z.string(), z.object({ description: z.string() })),
})
export type ReceiverRequest = z.infer<typeof ReceiverRequest>

/** The parts of docs/openapi.json that the reference shows. */
export const ApiDocument = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  webhooks: z.record(z.string(), z.object({ post: ReceiverRequest })),
  components: z.object({
    securitySchemes: z.record(z.string(), z.object({ description: z.string() })),
    parameters: z.record(z.string(), Parameter),
    headers: z.record(z.string(), Header),
    responses: z.record(z.string(), Response),
    schemas: z.record(z.string(), Schema),
  }),
})
export type ApiDocument = z.infer<typeof ApiDocument>

/** Follows a `$ref`. */
export function resolve<T extends object>(
  value: T | { $ref: string },
  all: Readonly<Record<string, T>>,
): T {
  if (!('$ref' in value)) return value
  const found = all[nameIn(value.$ref)]
  if (found === undefined)
    throw new Error(`Cannot build the reference: ${value.$ref} does not exist`)
  return found
}

/** `Webhook` of `#/components/schemas/Webhook`. */
export function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1)
}
