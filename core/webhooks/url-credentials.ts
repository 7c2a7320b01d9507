/** Names of parameters that carry what nobody is to read again. */
const credential =
  /secret|passw|pwd|credential|assertion|authorization|signature|token|key|^(auth|code|pass|pin|sig)$/i

/** Stands for the value of such a parameter wherever a URL is shown. */
export const mask = '***'

export function isCredential(name: string): boolean {
  return credential.test(name)
}

/** The URL as everybody may see it: without the values of what is named like a credential. */
export function maskedUrl(url: string): string {
  return withParts(url, (part) => (isSecret(part) ? `${rawName(part.text)}=${mask}` : part.text))
}

/** What of the URL is not to be seen: as it is meant, and as it is written in URLs. */
export function secretsInUrl(url: string): string[] {
  return partsOf(url)
    .filter(isSecret)
    .flatMap(({ text, value }) => [
      value,
      text.slice(rawName(text).length + 1),
      encodeURIComponent(value),
    ])
}

/**
 * The URL that is meant by one that was shown and came back: a value that is masked stays what it
 * is, as long as it goes to the same origin and there are as many of its name.
 */
export function unmaskedUrl(given: string, before: string): string {
  const isSamePlace =
    URL.canParse(given) && URL.canParse(before) && new URL(given).origin === new URL(before).origin
  if (!isSamePlace) return given

  const [parts, known] = [partsOf(given), partsOf(before)]
  const left = new Map<string, Part[]>()
  for (const { name } of parts) left.set(name, counterparts(name, parts, known))
  return withParts(given, (part) => {
    const there = left.get(part.name)?.shift()
    return isMasked(part) && there !== undefined && isSecret(there) ? there.text : part.text
  })
}

/** The name of a parameter that is masked, and so has no value. */
export function maskedName(url: string): string | undefined {
  return partsOf(url).find(isMasked)?.name
}

/** A part of a query to the letter, such as `a=%31`, and what it means. */
type Part = { text: string; name: string; value: string }

/** What is known by that name, one for each that is given; nothing where they are not as many. */
function counterparts(name: string, given: readonly Part[], known: readonly Part[]): Part[] {
  const there = known.filter((part) => part.name === name)
  return there.length === given.filter((part) => part.name === name).length ? there : []
}

function isSecret({ name, value }: Part): boolean {
  return isCredential(name) && value !== ''
}

function isMasked({ name, value }: Part): boolean {
  return isCredential(name) && value === mask
}

function rawName(text: string): string {
  return text.split('=', 1)[0] ?? ''
}

function partsOf(url: string): Part[] {
  const parts: Part[] = []
  withParts(url, (part) => {
    parts.push(part)
    return part.text
  })
  return parts
}

/** The URL with its query's parts changed; some separate them by semicolons. */
function withParts(url: string, change: (part: Part) => string): string {
  const [, head = '', query, tail = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(url) ?? []
  if (query === undefined) return url
  const changed = query.replace(/[^&;]+/g, (text) => {
    const [[name, value] = ['', '']] = new URLSearchParams(text)
    return change({ text, name, value })
  })
  return `${head}?${changed}${tail}`
}
