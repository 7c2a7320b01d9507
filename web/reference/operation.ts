import {
  type ApiDocument,
  type Content,
  nameIn,
  type Operation,
  resolve,
  type Response,
} from './document.ts'
import { inline, type Markup, markup, paragraphs } from './markup.ts'
import { fields, row, table } from './schema.ts'

type Components = ApiDocument['components']

export type PathOperation = { method: string; path: string; operation: Operation }

export function operationSection(entry: PathOperation, components: Components): Markup {
  const { method, path, operation } = entry
  const responses = Object.entries(operation.responses).map(([status, response]) =>
    responseDetails(status, resolve(response, components.responses), components),
  )
  return markup`<section id="${operation.operationId}" class="operation">
<h3>${operation.summary}</h3>
<p class="endpoint"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
${paragraphs(operation.description)}<p>${scopeOf(operation)}</p>
${parameters(operation, components)}${body(operation, components)}<h4>Responses</h4>
${responses}${samples(operation)}</section>
`
}

function scopeOf({ security, tags: [tag] }: Operation): Markup {
  if (security.length === 0) return markup`No token is required.`
  if (tag === 'Vendors') return credentialOf(security)
  const [scope] = security.flatMap((one) => Object.values(one).flat())
  if (scope === undefined) return markup`A token is required, with any scope.`
  return markup`A token is required, with the scope <code>${scope}</code>.`
}

/** The schemes of vendors; `{}` means that the request may have none. */
function credentialOf(security: Operation['security']): Markup {
  const names = security.flatMap((one) => Object.keys(one))
  const schemes = names.map(
    (name, index) => markup`${index === 0 ? '' : ' or '}<code>${name}</code>`,
  )
  const isOptional = names.length < security.length
  return markup`Authentication: ${schemes}${isOptional ? ', or none in the headers' : ''}.`
}

/** A table of the parameters of the path, the query and the headers. */
export function parameters(
  operation: Pick<Operation, 'parameters'>,
  components: Components,
): Markup | undefined {
  const all = operation.parameters.map((one) => resolve(one, components.parameters))
  if (all.length === 0) return undefined
  const rows = all.map(({ name, in: location, description, schema, required }) => {
    const label = location === 'path' ? `{${name}}` : location === 'query' ? `?${name}` : name
    return row(label, { ...schema, ...(description && { description }) }, required)
  })
  return markup`<h4>Parameters</h4>
${table(rows)}`
}

/** Shows the fields of the schema, whereas a response links to its schema. */
function body({ requestBody }: Operation, { schemas }: Components): Markup | undefined {
  if (requestBody === undefined) return undefined
  const contents = Object.entries(requestBody.content).map(([type, { schema, examples }]) => {
    const named = schema.$ref === undefined ? schema : schemas[nameIn(schema.$ref)]
    return [type, { schema: named ?? schema, examples }] as const
  })
  const optional = requestBody.required ? '' : ', optional'
  return markup`<h4>Request body${optional}</h4>
${content(Object.fromEntries(contents))}`
}

function responseDetails(status: string, response: Response, components: Components): Markup {
  const headers = Object.entries(response.headers).map(([name, header]) => {
    const { description } = resolve(header, components.headers)
    return markup`<li><code>${name}</code>: ${inline(description)}</li>\n`
  })
  return markup`<details>
<summary><span class="s${status.slice(0, 1)}">${status}</span> ${inline(response.description)}</summary>
${headers.length === 0 ? '' : markup`<ul aria-label="Headers">\n${headers}</ul>\n`}${content(response.content)}</details>
`
}

function content(all: Content): Markup[] {
  return Object.entries(all).flatMap(([type, { schema, examples }]) => [
    markup`<p><code>${type}</code></p>\n`,
    ...fields(schema),
    ...Object.entries(examples).map(([name, { value }]) => example(name, value)),
  ])
}

/** One sample is open at a time. */
function samples({ operationId, 'x-codeSamples': all }: Operation): Markup | undefined {
  if (all.length === 0) return undefined
  const details = all.map(
    ({ label, source }) => markup`<details name="${operationId}">
<summary>${label}</summary>
<pre tabindex="0"><code>${source}</code></pre>
</details>
`,
  )
  return markup`<h4>Code samples</h4>
${details}`
}

function example(name: string, value: unknown): Markup {
  return markup`<details>
<summary>Example: ${name}</summary>
<pre tabindex="0"><code>${JSON.stringify(value, null, 2)}</code></pre>
</details>
`
}
