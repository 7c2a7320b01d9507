/**
 * The patterns of texts in requests, in the part of regular expressions that every language and
 * generator of test data has: anchored, without lookaheads and Unicode properties, and with ranges
 * instead of `\w` and `\d`, which match other letters and digits in some languages.
 */

/** Text without control characters. JSON from UTF-8 has unpaired surrogates only as escapes. */
export const plainTextPattern = String.raw`^[^\x00-\x1f\x7f-\x9f]*$`

/** What `String.prototype.trim` removes, in a class. */
const spaces = String.raw`\x20\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`

/** Plain text that is not empty after trimming. */
export const trimmedPattern = String.raw`^[^\x00-\x1f\x7f-\x9f${spaces}][^\x00-\x1f\x7f-\x9f]*$`

/** The user name of HTTP Basic. */
export const usernamePattern = String.raw`^[^:\x00-\x1f\x7f-\x9f]+$`

/** An id in a path. */
export const idPattern = '^[A-Za-z0-9_-]{1,255}$'

/** The last label of a host name that is no IPv4 address begins with a letter. */
const label = '[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?'
const lastLabel = '[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const octet = '(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])'

/** Ports from 10000, and those that may be called by default: 443 and 1024-65535. */
const highPort = '[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]'
const receiverPort = `443|102[4-9]|10[3-9][0-9]|1[1-9][0-9]{2}|[2-9][0-9]{3}|${highPort}`

/** Printable ASCII without a space, `#` and `\`; `pathCharacter` is no `?` either. */
const character = String.raw`[!-"$-\[\]-~]`
const pathCharacter = String.raw`[!-"$->@-\[\]-~]`

const receiver = `https://(${label}\\.)+${lastLabel}(:(${receiverPort}))?`

/** A URL that requests are sent to: DNS on the internet has its host, which has a dot. */
export const httpsUrlPattern = `^${receiver}([/?]${character}*)?$`

/** A URL that is passed on, and never called. */
export const webUrlPattern =
  `^https?://((${label}\\.)*${lastLabel}|${octet}(\\.${octet}){3})` +
  `(:([1-9][0-9]{0,3}|${highPort}))?([/?#]${character}*)?$`

/** The URL of a vendor's endpoint, with `{eventUrl}` or the parameter `eventUrl`. */
export const endpointUrlPattern =
  `^${receiver}((/${pathCharacter}*)?\\?(${character}*[&;])?eventUrl([=&;]${character}*)?` +
  `|[/?]${character}*\\{eventUrl\\}${character}*)$`

/** `If-Match`: `*`, or tags and versions. */
const tag = String.raw`(W/)?"[!#-+\--~]*"|[0-9]+`
export const ifMatchPattern = String.raw`^(\*|(${tag})(, ?(${tag}))*)$`

/** RFC 3339 as zod reads it: capital letters, and no leap seconds. `format` checks the calendar. */
export const timestampPattern =
  '^[0-9]{4}-[01][0-9]-[0-3][0-9]T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]' +
  String.raw`(\.[0-9]+)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$`

/** The same from 1971 on: an offset must not move it before 1970. */
export const epochTimestampPattern = timestampPattern.replace(
  '^[0-9]{4}',
  '^(197[1-9]|19[89][0-9]|[2-8][0-9]{3})',
)

/** A URL that is passed on, or a path. */
export const linkPattern = `${webUrlPattern}|^/([0-9A-Za-z]${character}*)?$`

/** The pattern of a regular expression with the flag `i`, for which JSON Schema has no flag. */
export function caseless({ source }: RegExp): string {
  return source.replace(/\[[^\]]*\]|[a-z]/gi, (part) =>
    part.length === 1
      ? `[${part.toUpperCase()}${part.toLowerCase()}]`
      : part.replace('a-z', 'A-Za-z'),
  )
}
