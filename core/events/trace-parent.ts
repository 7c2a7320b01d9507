/** `version-traceid-parentid-flags`; of later versions more may follow (W3C Trace Context, 3.2). */
const pattern =
  /^(?!ff)([0-9a-f]{2})-((?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2})(-.*)?$/

/**
 * The `traceparent` of a producer as version 00, which later versions begin with; undefined when it
 * is absent or malformed, which the standard asks to ignore.
 */
export function traceParentOf(given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined
  const [, version, ids, more] = pattern.exec(given) ?? []
  if (ids === undefined || (version === '00' && more !== undefined)) return undefined
  return `00-${ids}`
}
