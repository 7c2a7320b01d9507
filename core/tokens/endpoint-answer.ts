import { withoutSecrets } from '../values/without-echoes.ts'

/** What a token endpoint says about a failure: a short code, and a text without secrets. */
export type EndpointError = { error?: string; description?: string }

/** The names of a code and of a text, in lower case without `_`; the first that is there counts. */
const codeNames = ['error', 'errorcode', 'errortype', 'code', 'faultcode', 'title', 'type']
const textNames = [
  'errordescription',
  'errormessage',
  'errorsummary',
  'message',
  'msg',
  'detail',
  'description',
  'reason',
  'faultstring',
  'error',
]

/** How deep a response is searched, and how many texts of it. */
const maxDepth = 4
const maxTexts = 50

/** In characters. */
const maxDescription = 300

/** A response, in JSON or as a form; undefined when it is neither. */
export function parseEndpointAnswer(text: string, contentType = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const isForm =
      /x-www-form-urlencoded/i.test(contentType) ||
      /^(\w+=[^&]*&)*(access_token|error\w*)=/.test(text)
    return isForm ? Object.fromEntries(new URLSearchParams(text)) : undefined
  }
}

/** The error in a response, whatever its shape is: of RFC 6749, 5.2, nested, or a list. */
export function endpointError(answer: unknown, secrets: readonly string[]): EndpointError {
  const texts = textsIn(answer, '', 0).slice(0, maxTexts)
  const description = firstOf(texts, textNames)
  const error = validCode(firstOf(texts, codeNames), secrets) ?? validCode(description, secrets)
  const shown = description === undefined ? '' : shownText(description, secrets)
  return {
    ...(error !== undefined && { error }),
    ...(shown !== '' && shown !== error && { description: shown }),
  }
}

/** A code or a token type, if it is short, valid (RFC 6749, 5.2) and contains no secret. */
export function validCode(value: unknown, secrets: readonly string[]): string | undefined {
  if (typeof value !== 'string' || !/^[\x20-\x21\x23-\x5b\x5d-\x7e]{1,64}$/.test(value)) {
    return undefined
  }
  return withoutSecrets(secrets, value) === value ? value : undefined
}

type NamedText = { name: string; text: string }

/** The texts of a response with their names, outer ones first. The texts of a list have its name. */
function textsIn(value: unknown, name: string, depth: number): NamedText[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [{ name, text: value }]
  if (typeof value !== 'object' || value === null || depth === maxDepth) return []
  const members = Array.isArray(value)
    ? value.slice(0, maxTexts).map((member: unknown) => [name, member] as const)
    : Object.entries(value).map(
        ([key, member]: [string, unknown]) => [plainName(key), member] as const,
      )
  const [outer, inner] = [members.filter(isText), members.filter((member) => !isText(member))]
  return [...outer, ...inner].flatMap(([key, member]) => textsIn(member, key, depth + 1))
}

function isText([, member]: readonly [string, unknown]): boolean {
  return typeof member === 'string'
}

function plainName(key: string): string {
  return key.toLowerCase().replaceAll('_', '')
}

function firstOf(texts: readonly NamedText[], names: readonly string[]): string | undefined {
  const found = names.map((name) => texts.find((one) => one.name === name))
  return found.find((one) => one !== undefined)?.text
}

function shownText(text: string, secrets: readonly string[]): string {
  const line = withoutSecrets(secrets, text)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return line.length > maxDescription ? `${line.slice(0, maxDescription)}…` : line
}
