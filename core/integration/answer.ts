import { type ErrorCode, errorCodeOf } from './error-codes.ts'
import { parseJson } from '../values/parse-json.ts'
import { plainText } from '../values/plain-text.ts'

/** An XML element: its text, or its elements by name; an array where a name is repeated. */
export type XmlTree = string | XmlTree[] | { [name: string]: XmlTree }

/** A document by the name of its root element, or why it is invalid. */
export type ParsedXml = { tree: XmlTree } | { reason: string }
export type ParseXml = (text: string) => ParsedXml

/** What a vendor answered, in the response to an event or later. */
export type Answer = {
  success: boolean
  /** The vendor's id of the account that it created. */
  accountIdentifier?: string
  /** The vendor's id of the user that it created. */
  userIdentifier?: string
  /** The vendor's id of the add-on that it created. */
  id?: string
  /** For people; at most 2,000 characters, the rest is cut off. */
  message?: string
  errorCode?: ErrorCode
}

/** A message body as it came. */
export type AnswerBody = { contentType: string | undefined; text: string }

const idLimit = 255
const messageLimit = 2000

/**
 * Reads what a vendor answered, in JSON or XML, or says why that is invalid. Names are matched in any case, and
 * `success` is a boolean or its text. Empty values count as absent.
 */
export function parseAnswer(body: AnswerBody, parseXml: ParseXml): Answer | { reason: string } {
  const parsed = fieldsOf(body, parseXml)
  if ('reason' in parsed) return parsed

  const { fields } = parsed
  const success = successOf(fields.get('success'))
  if (success === undefined) {
    const state = fields.has('success') ? 'is something else' : 'is missing'
    return { reason: `its "success" must be true or false, and ${state}` }
  }
  const ids = idsOf(fields)
  if ('reason' in ids) return ids
  return { success, ...ids, ...errorOf(fields) }
}

/** The values by lowercase name; undefined where a name is repeated. */
type Fields = ReadonlyMap<string, unknown>

function fieldsOf(
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

function successOf(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  const text = typeof value === 'string' ? value.trim().toLowerCase() : ''
  if (text === 'true') return true
  return text === 'false' ? false : undefined
}

type Ids = Pick<Answer, 'accountIdentifier' | 'userIdentifier' | 'id'>

function idsOf(fields: Fields): Ids | { reason: string } {
  const ids: Ids = {}
  for (const name of ['accountIdentifier', 'userIdentifier', 'id'] as const) {
    const value = fields.get(name.toLowerCase())
    const text = textOf(value)
    if (text === '') continue
    if (text === undefined || text.length > idLimit || !plainText.test(text)) {
      return { reason: `its "${name}" must be text of at most ${idLimit} plain characters` }
    }
    ids[name] = text
  }
  return ids
}

/** An unknown error code becomes a part of the message. */
function errorOf(fields: Fields): Pick<Answer, 'message' | 'errorCode'> {
  const code = textOf(fields.get('errorcode')) ?? ''
  const known = errorCodeOf(code)
  const unknown = code !== '' && known === undefined ? `error code ${code.slice(0, 100)}` : ''
  const message = [textOf(fields.get('message')) ?? '', unknown].filter((part) => part !== '')
  return {
    ...(message.length > 0 && { message: shortened(message.join(' - ')) }),
    ...(code !== '' && { errorCode: known ?? 'UNKNOWN_ERROR' }),
  }
}

/** A text or whole number as trimmed text, '' for null or nothing; undefined for other values. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' && Number.isSafeInteger(value) ? `${value}` : undefined
}

/** Without the first half of a character that is cut in two. */
function shortened(message: string): string {
  return message.slice(0, messageLimit).replace(/[\ud800-\udbff]$/, '')
}
