import { isEqual } from './entry.ts'

/**
 * Whether a setting of the file is what the API shows. Secrets cannot be compared, as they are never shown:
 * where the API hides a value, any value is the same.
 */
export function isSameSetting(name: string, wanted: unknown, shown: unknown): boolean {
  if (name === 'url') return isSameUrl(String(wanted), String(shown))
  if (name === 'events') return isEqual(wanted, shown)
  if (name === 'headers') return isEqual(visibleHeaders(wanted, shown), shown)
  if (name === 'authentication') return isSameAuthentication(wanted, shown)
  return isEqual(wanted, shown)
}

/** The API shows credentials in a URL as `***`. */
function isSameUrl(wanted: string, shown: string): boolean {
  if (wanted === shown) return true
  const [first = '', ...others] = shown.split('***')
  let rest = wanted
  if (others.length === 0 || !rest.startsWith(first)) return false
  rest = rest.slice(first.length)
  for (const part of others) {
    const value = /^[^&#]*/.exec(rest)?.[0] ?? ''
    rest = rest.slice(value.length)
    if (!rest.startsWith(part)) return false
    rest = rest.slice(part.length)
  }
  return rest === ''
}

/** The headers of the file, without the values that the API keeps secret. */
function visibleHeaders(wanted: unknown, shown: unknown): unknown {
  const known = namedIn(shown)
  return listOf(wanted).map((header) => {
    const isSecret = known.find(({ name }) => name === header['name'])?.['secret'] === true
    const { value: _, secret, ...rest } = header
    if (isSecret && secret !== false) return { ...rest, secret: true }
    return secret === true ? header : withoutFalseSecret(header)
  })
}

function withoutFalseSecret({ secret: _, ...header }: Fields): Fields {
  return header
}

type Fields = Readonly<Record<string, unknown>>

function namedIn(shown: unknown): Fields[] {
  return listOf(shown)
}

function listOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : []
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

/** The fields that are secret, and those that only say which secrets there are. */
const secretNames = ['token', 'password', 'clientSecret']

function isSameAuthentication(wanted: unknown, shown: unknown): boolean {
  const sealed = [fieldsOf(shown)['secretParameterNames'] ?? []].flat().map(String)
  return isEqual(
    comparable(fieldsOf(wanted ?? { type: 'NONE' }), sealed),
    comparable(fieldsOf(shown ?? { type: 'NONE' }), sealed),
  )
}

function comparable(authentication: Fields, sealed: readonly string[]): Fields {
  const { extraParameters, secretParameters, secretParameterNames, ...rest } = authentication
  const open = Object.entries(fieldsOf(extraParameters))
  const hidden = [
    ...open.map(([name]) => name).filter((name) => sealed.includes(name)),
    ...Object.keys(fieldsOf(secretParameters)),
    ...[secretParameterNames ?? []].flat().map(String),
  ]
  const visible = Object.entries(rest).filter(
    ([name]) => !secretNames.includes(name) && !/^has[A-Z]/.test(name),
  )
  return {
    ...authenticationDefaults(String(rest['type'])),
    ...Object.fromEntries(visible),
    extraParameters: Object.fromEntries(open.filter(([name]) => !sealed.includes(name))),
    hidden: [...new Set(hidden)].toSorted(),
  }
}

function authenticationDefaults(type: string): Fields {
  return type.startsWith('OAUTH2')
    ? { clientAuthentication: 'BASIC', tokenRequestFormat: 'FORM' }
    : {}
}
