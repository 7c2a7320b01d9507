import { isSecretName } from '../values/sensitive-names.ts'

/** Names of parameters whose values are secret, besides those that are in any place. */
const credential = /assertion|authorization|key|^(auth|code|pass|pin|sig)$/i

/** Replaces the value of such a parameter wherever a URL is shown. */
export const mask = '***'

export function isCredential(name: string): boolean {
  return isSecretName(name) || credential.test(name)
}

/** The URL as it is shown: the values of parameters that are named like credentials are masked. */
export function maskedUrl(url: string): string {
  return withParts(url, (part) => (isSecret(part) ? `${rawName(part.text)}=${mask}` : part.text))
}

/**
 * A text with URLs, such as the header `Link`: the user and password of each are masked, and parameters
 * that are named like credentials, in its query and its fragment.
 */
export function maskedLinks(text: string): string {
  if (!/[=@]/.test(text)) return text
  return text
    .replace(/(:\/\/)[^/?#\s"'<>]*@/g, `$1${mask}@`)
    .replace(/([?#&;])([^\s"'<>?#&;=]+)=[^\s"'<>#&;]+/g, (part, before: string, name: string) =>
      partsOf(`?${name}=x`).some(isSecret) ? `${before}${name}=${mask}` : part,
    )
}

/** The secret values in a URL: decoded, as written, and percent-encoded. */
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
 * Restores the masked values of a URL that was shown and is sent back. It must have the same origin
 * as before, and a masked parameter must occur as often as before.
 */
export function unmaskedUrl(given: string, before: string): string {
  const isSamePlace =
    URL.canParse(given) && URL.canParse(before) && new URL(given).origin === new URL(before).origin
  if (!isSamePlace) return given

  const [parts, known] = [partsOf(given), partsOf(before)]
  const left = new Map<string, Part[]>()
  for (const { name } of parts) left.set(name, counterparts(name, parts, known))
  return withParts(given, (part) => {
    const known = left.get(part.name)?.shift()
    return isMasked(part) && known !== undefined && isSecret(known) ? known.text : part.text
  })
}

/** Why a URL that still has a masked value cannot be stored; undefined if it has none. */
export function maskError(url: string): string | undefined {
  const name = partsOf(url).find(isMasked)?.name
  return (
    name &&
    `must have the value of '${name}' itself: ${mask} is the mask of a value that is not shown`
  )
}

/** A part of a query: its text as written, such as `a=%31`, and its decoded name and value. */
type Part = { text: string; name: string; value: string }

/** The known parts with that name, one for each given part; empty when their numbers differ. */
function counterparts(name: string, given: readonly Part[], known: readonly Part[]): Part[] {
  const same = known.filter((part) => part.name === name)
  return same.length === given.filter((part) => part.name === name).length ? same : []
}

/** The place of an event's URL in the endpoint of a vendor is no secret, whatever its name. */
function isSecret({ name, value }: Part): boolean {
  return isCredential(name) && value !== '' && !/^\{eventUrl\}$/i.test(value)
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

/** The URL with the parts of its query changed; some servers separate them with semicolons. */
function withParts(url: string, change: (part: Part) => string): string {
  const [, head = '', query, tail = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(url) ?? []
  if (query === undefined) return url
  const changed = query.replace(/[^&;]+/g, (text) => {
    const [[name, value] = ['', '']] = new URLSearchParams(text)
    return change({ text, name, value })
  })
  return `${head}?${changed}${tail}`
}
