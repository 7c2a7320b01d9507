import { type AnswerBody, type Fields, fieldsOf, type ParseXml } from './answer-fields.ts'
import { type ErrorCode, errorCodeOf } from './failure-codes.ts'
import { cutTo } from '../values/cut-text.ts'
import { plainText } from '../values/plain-text.ts'

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

/** The most characters of an id and of a message. */
export const idLimit = 255
export const messageLimit = 2000

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
    ...(message.length > 0 && { message: cutTo(messageLimit, message.join(' - ')) }),
    ...(code !== '' && { errorCode: known ?? 'UNKNOWN_ERROR' }),
  }
}

/** A text or whole number as trimmed text, '' for null or nothing; undefined for other values. */
function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' && Number.isSafeInteger(value) ? `${value}` : undefined
}
