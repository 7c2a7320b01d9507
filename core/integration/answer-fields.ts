import { parseJson } from '../values/parse-json.ts'

/** An XML element: its text, or its elements by name; an array where a name is repeated. */
export type XmlTree = string | XmlTree[] | { [name: string]: XmlTree }

/** A document by the name of its root element, or why it is invalid. */
export type ParsedXml = { tree: XmlTree } | { reason: string }
export type ParseXml = (text: string) => ParsedXml

/** A message body as it came. */
export type AnswerBody = { contentType: string | undefined; text: string }

/** The values by lowercase name; undefined where a name is repeated. */
export type Fields = ReadonlyMap<string, unknown>

/** The fields of an object in JSON or of the root element in XML, or why there are none. */
export function fieldsOf(
  { contentType, text }: AnswerBody,
  parseXml: ParseXml,
): { fields: Fields } | { reason: string } {
  const trimmed = text.replace(/^\ufeff/, '').trim()
  if (trimmed === '') return { reason: 'it is empty' }
  // What the body looks like decides: frameworks label both formats as text/html or text/plain.
  const format = formatOf(trimmed) ?? labelOf(contentType)
  if (format === undefined) return { reason: 'it is neither JSON nor XML' }

  const parsed = format === 'json' ? parseJson(trimmed) : parseXml(trimmed)
  if ('reason' in parsed) return parsed
  const value = 'json' in parsed ? parsed.json : rootOf(parsed.tree)
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? { fields: byLowercase(value) } : { reason: 'it has no fields' }
}

function formatOf(text: string): 'json' | 'xml' | undefined {
  if (text.startsWith('<')) return 'xml'
  return /^[[{]/.test(text) ? 'json' : undefined
}

function labelOf(contentType = ''): 'json' | 'xml' | undefined {
  const [type = ''] = contentType.toLowerCase().split(';')
  if (/[/+]json\s*$/.test(type)) return 'json'
  return /[/+]xml\s*$/.test(type) ? 'xml' : undefined
}

/** The content of the root element, whatever its name. */
function rootOf(tree: XmlTree): unknown {
  return typeof tree === 'string' ? tree : Object.values(tree)[0]
}

function byLowercase(value: object): Fields {
  const fields = new Map<string, unknown>()
  for (const [name, member] of Object.entries(value)) {
    const lower = name.toLowerCase()
    fields.set(lower, fields.has(lower) ? undefined : member)
  }
  return fields
}
