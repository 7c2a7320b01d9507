import { nameIn, type Schema } from './document.ts'
import { inline, type Markup, markup } from './markup.ts'
import { limits } from './schema-limits.ts'

/** The fields of a schema: one table, or one for each alternative. */
export function fields(schema: Schema): Markup[] {
  const alternatives = alternativesOf(schema).filter(({ properties }) => properties !== undefined)
  if (alternatives.length > 0) {
    return alternatives.map(
      (one) => markup`<h4>${one.title ?? 'Or'}</h4>
<p>${inline(one.description)}</p>
${table(rows(one))}`,
    )
  }
  const own = rows(schema)
  return [own.length > 0 ? table(own) : markup`<p>${typeOf(schema)}${limits(schema)}</p>\n`]
}

/** A table of parameters or fields. */
export function table(rows: readonly Markup[]): Markup {
  return markup`<div class="table" tabindex="0" role="group" aria-label="Fields"><table>
<thead><tr><th scope="col">Name</th><th scope="col">Type</th><th scope="col">Description</th></tr></thead>
<tbody>
${rows}</tbody>
</table></div>
`
}

export function row(name: string, schema: Schema, isRequired: boolean): Markup {
  const required = isRequired ? markup` <span class="required">required</span>` : undefined
  return markup`<tr><th scope="row"><code>${name}</code>${required}</th>
<td>${typeOf(schema)}</td>
<td>${inline(schema.description)}${limits(schema)}</td></tr>
`
}

/** Nested fields have their path as name: `event.resource.uuid`, `attempts[].number`. */
function rows({ properties = {}, required = [] }: Schema, prefix = ''): Markup[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`
    const { items } = schema
    const nested = items === undefined ? rows(schema, `${path}.`) : rows(items, `${path}[].`)
    return [row(path, schema, required.includes(name)), ...nested]
  })
}

function typeOf(schema: Schema): Markup {
  const { $ref, type, items, format, additionalProperties } = schema
  if ($ref !== undefined) {
    const name = nameIn($ref)
    return markup`<a href="#schema-${name}">${name}</a>`
  }
  if (schema.const !== undefined) return markup`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum !== undefined)
    return either(schema.enum.map((one) => markup`<code>${one}</code>`))
  if (items !== undefined) return markup`array of ${typeOf(items)}`
  const alternatives = alternativesOf(schema)
  if (alternatives.length > 0) return either(alternatives.map(typeOf))
  if (typeof additionalProperties === 'object')
    return markup`map of ${typeOf(additionalProperties)}`
  const types = Array.isArray(type) ? type.join(' or ') : (type ?? 'any JSON')
  return markup`${types}${format === undefined ? '' : ` (${format})`}`
}

/** Those of an object with fields only say which of these go together, as their descriptions do. */
function alternativesOf({ oneOf = [], anyOf = [], properties }: Schema): readonly Schema[] {
  return properties === undefined ? [...oneOf, ...anyOf] : []
}

function either(parts: readonly Markup[]): Markup {
  return markup`${parts.map((part, index) => (index === 0 ? part : markup` or ${part}`))}`
}
