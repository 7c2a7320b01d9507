/** No Retry-After delays longer than this. */
const maxSeconds = 12 * 3600

/**
 * The three spellings of RFC 9110, 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`, and two obsolete ones.
 */
const httpDates = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
]

/**
 * The seconds of a Retry-After header (RFC 9110, 10.2.3), at most 12 hours. Undefined when the
 * header is missing, in the past, or neither a number of seconds nor an HTTP date.
 */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now)
  return seconds > 0 ? Math.min(seconds, maxSeconds) : undefined
}

/** NaN when the text is not a date. */
function secondsUntil(text: string, now: Date): number {
  const form = httpDates.findIndex((pattern) => pattern.test(text))
  if (form === -1) return NaN
  const utc = text.endsWith('GMT') ? text : `${text} GMT`
  return Math.ceil((Date.parse(utc) - now.getTime()) / 1000)
}
