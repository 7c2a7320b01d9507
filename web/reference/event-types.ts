import * as z from 'zod'

/** The parts of docs/openapi.json that the page's event catalogue shows. */
const Document = z.object({
  webhooks: z.record(
    z.string(),
    z.object({
      post: z.object({
        description: z.string(),
        requestBody: z.object({
          content: z.object({
            'application/json': z.object({
              schema: z.json(),
              examples: z.object({ sample: z.object({ value: z.json() }) }),
            }),
          }),
        }),
      }),
    }),
  ),
  components: z.object({ schemas: z.record(z.string(), z.json()) }),
})

/** The event types with their schemas, which refer to nothing outside. */
export function eventTypesOf(openApi: unknown) {
  const { webhooks, components } = Document.parse(openApi)
  const entries = Object.entries(webhooks).map(([type, { post }]) => {
    const { schema, examples } = post.requestBody.content['application/json']
    const whole = withoutReferences(schema, components.schemas)
    return [type, { when: post.description, schema: whole, sample: examples.sample.value }] as const
  })
  return Object.fromEntries(entries)
}

type Json = z.infer<ReturnType<typeof z.json>>

function withoutReferences(schema: Json, schemas: Readonly<Record<string, Json>>): Json {
  const text = JSON.stringify(schema).replace(
    /\{"\$ref":"#\/components\/schemas\/(\w+)"\}/g,
    (_, name: string) => JSON.stringify(schemas[name]),
  )
  return JSON.parse(text) as Json
}
