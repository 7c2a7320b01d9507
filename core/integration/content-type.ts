/** The formats of an event: `application/xml`, the default, and `application/json`. */
type EventFormat = 'xml' | 'json'

/** One of the media ranges in an Accept header, in lowercase. */
type MediaRange = { range: string; quality: number }

/** How well a format suits: the client's weight, then how precisely the range names it. */
type Suitability = { quality: number; precision: number; position: number }

const unsuitable: Suitability = { quality: 0, precision: -1, position: 0 }

/**
 * The format that an Accept header prefers; RFC 9110, 12.5.1. Of formats with the same weight, the
 * one that is named, then the first that is named, then XML, which is the marketplace's default
 * without a header. Undefined if neither is acceptable.
 */
export function preferredFormat(accept: string | undefined): EventFormat | undefined {
  const ranges = rangesOf(accept === undefined || accept.trim() === '' ? '*/*' : accept)
  const [xml, json] = [suitability('xml', ranges), suitability('json', ranges)]
  if (xml.quality === 0 && json.quality === 0) return undefined
  return isBetter(json, xml) ? 'json' : 'xml'
}

/** The most precise range decides: `application/json;q=0` excludes JSON in spite of a wildcard. */
function suitability(format: EventFormat, ranges: readonly MediaRange[]): Suitability {
  const names = ['*/*', 'application/*', `application/${format}`]
  return ranges
    .map(({ range, quality }, position) => ({ quality, position, precision: names.indexOf(range) }))
    .reduce((best, other) => (other.precision > best.precision ? other : best), unsuitable)
}

function isBetter(one: Suitability, other: Suitability): boolean {
  if (one.quality !== other.quality) return one.quality > other.quality
  if (one.precision !== other.precision) return one.precision > other.precision
  return one.position < other.position
}

/**
 * The ranges, with `text/xml` as `application/xml`. Those with an invalid weight are left out, and
 * so are parameters besides the weight.
 */
function rangesOf(accept: string): MediaRange[] {
  return accept.split(',').flatMap((part) => {
    const [range = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase())
    const weight = parameters.find((text) => /^q\s*=/.test(text))?.replace(/^q\s*=\s*/, '') ?? '1'
    const name = range.replace(/^text\/(?=(?:xml|json|\*)$)/, 'application/')
    return /^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(weight)
      ? [{ range: name, quality: Number(weight) }]
      : []
  })
}
