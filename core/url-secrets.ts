import type { FieldError } from './field-error.ts'

/** Names of parameters that carry what nobody is to read again. */
const credential =
  /secret|passw|pwd|credential|assertion|authorization|signature|token|key|^(auth|code|pass|pin|sig)$/i

/** Stands for the value of such a parameter wherever a URL is shown. */
const mask = '***'

export function isCredential(name: string): boolean {
  return credential.test(name)
}

/** The URL as everybody may see it: without the values of what is named like a credential. */
export function maskedUrl(url: string): string {
  return withParameters(url, (part, { name, value }) =>
    isCredential(name) && value !== '' ? masked(part) : part,
  )
}

/** What of the URL is not to be seen. */
export function secretsInUrl(url: string): string[] {
  return parametersOf(url).flatMap(({ name, value }) => (isCredential(name) ? value : []))
}

/**
 * The URL that is meant by one that was shown and came back: a value that is masked stays what it
 * is, as long as it goes to the same origin.
 */
export function unmaskedUrl(given: string, before: string): string {
  const isSamePlace =
    URL.canParse(given) && URL.canParse(before) && new URL(given).origin === new URL(before).origin
  if (!isSamePlace) return given

  const left = partsOf(before)
  return withParameters(given, (part) => {
    if (!isMasked(part)) return part
    const at = left.findIndex((known) => masked(known) === part)
    return left.splice(at, at < 0 ? 0 : 1)[0] ?? part
  })
}

/** A mask whose value is not known. */
export function maskFaults(url: string): FieldError[] {
  const names = partsOf(url)
    .filter(isMasked)
    .map((part) => nameAndValue(part).name)
  const [name] = names.filter(isCredential)
  if (name === undefined) return []
  const message = `must have the value of '${name}' itself: ${mask} stands for one that is not shown`
  return [{ path: 'url', message }]
}

function isMasked(part: string): boolean {
  return part.endsWith(`=${mask}`)
}

function masked(part: string): string {
  return `${part.split('=', 1)[0] ?? ''}=${mask}`
}

function parametersOf(url: string) {
  return partsOf(url).map(nameAndValue)
}

/** The query's parts, to the letter: `a=1`, `b=2`. */
function partsOf(url: string): string[] {
  const [, query] = split(url)
  return query === '' ? [] : query.slice(1).split('&')
}

function withParameters(
  url: string,
  change: (part: string, parameter: { name: string; value: string }) => string,
): string {
  const [head, query, tail] = split(url)
  if (query === '') return url
  const parts = partsOf(url).map((part) => change(part, nameAndValue(part)))
  return `${head}?${parts.join('&')}${tail}`
}

/** What is before the query, the query with its question mark, and what is behind it. */
function split(url: string): [string, string, string] {
  const [, head = '', query = '', tail = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? []
  return [head, query, tail]
}

function nameAndValue(part: string): { name: string; value: string } {
  const [[name, value] = ['', '']] = new URLSearchParams(part)
  return { name, value }
}
