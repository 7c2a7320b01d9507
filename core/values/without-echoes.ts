/** Shorter values occur by chance: redacting them would make the text unreadable. */
const minSecret = 4

/** Replaces a secret. */
export const redacted = '[redacted]'

/** The text without these secrets, as they are and in every form in which a server repeats them. */
export function withoutSecrets(secrets: readonly string[], text: string): string {
  return secretRemover(secrets)(text)
}

/** The same for many texts. Nearly none of them repeats a secret: only then are its forms made. */
export function secretRemover(secrets: readonly string[]): (text: string) => string {
  const all = [...new Set(secrets)].filter(({ length }) => length >= minSecret).map(searchedFor)
  return (text) => {
    const found = all.filter(({ mayBeIn }) => mayBeIn(text))
    if (found.length === 0) return text
    return [...new Set(found.flatMap(({ forms }) => forms()))]
      .sort((a, b) => b.length - a.length)
      .reduce((rest, form) => rest.replaceAll(form, redacted), text)
  }
}

/**
 * No form is shorter than the secret, and encodings leave letters and digits as they are: a text without
 * the longest run of them, in clear or in base64, has none of the forms.
 */
function searchedFor(secret: string) {
  let runs: string[] | undefined
  let forms: string[] | undefined
  return {
    mayBeIn: (text: string): boolean => {
      if (text.length < secret.length) return false
      runs ??= [secret, ...inside(secret)].map(longestRun)
      return runs.some((run) => text.includes(run))
    },
    forms: () => (forms ??= formsOf(secret)),
  }
}

function longestRun(text: string): string {
  const runs = text.match(/[A-Za-z0-9]+/g) ?? ['']
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest))
}

/** A secret as it is, percent-encoded, escaped in JSON or HTML, and in base64. */
function formsOf(secret: string): string[] {
  const plain = [secret, ...escaped(secret), ...percentEncoded(secret)]
  return [...plain, ...inBase64(secret)].filter(({ length }) => length >= minSecret)
}

/** In a JSON text, in a JSON text within one, and in HTML. */
function escaped(secret: string): string[] {
  const json = escapedJson(secret)
  const ascii = json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${hex(unit, 4)}`)
  const angles = json.replace(/[<>&']/g, (unit) => `\\u${hex(unit, 4)}`)
  return [
    ...[json, ascii, angles].flatMap((one) => [one, one.replaceAll('/', '\\/')]),
    escapedJson(json),
    ...['&quot;', '&#34;'].flatMap((quote) =>
      ['&#39;', '&#x27;', "'"].map((apostrophe) => inHtml(secret, quote, apostrophe)),
    ),
  ]
}

function escapedJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function inHtml(secret: string, quote: string, apostrophe: string): string {
  return secret
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', quote)
    .replaceAll("'", apostrophe)
}

/** In a path, a query and a form; the digits of some encoders are lower case. */
function percentEncoded(secret: string): string[] {
  const inForm = new URLSearchParams({ '': secret }).toString().slice(1)
  const inPath = encodeURIComponent(Buffer.from(secret).toString()) // well-formed
  const strict = inPath.replace(/[!'()*]/g, (unit) => `%${hex(unit, 2).toUpperCase()}`)
  return [inForm, inPath, strict].flatMap((one) => [
    one,
    one.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase()),
  ])
}

function inBase64(secret: string): string[] {
  const whole = Buffer.from(secret).toString('base64')
  return [whole, whole.replace(/=+$/, ''), ...inside(secret)].flatMap((one) => [
    one,
    one.replaceAll('+', '-').replaceAll('/', '_'),
    encodeURIComponent(one),
  ])
}

/**
 * The secret within a text that is encoded in base64, whatever precedes and follows it there, such as the
 * user name of Basic authentication. The characters that also depend on the neighbours are left out.
 */
function inside(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const end = Math.floor(((before + bytes.length) * 8) / 6)
    return text.slice(Math.ceil((before * 8) / 6), end)
  })
}

function hex(unit: string, digits: number): string {
  return unit.charCodeAt(0).toString(16).padStart(digits, '0')
}
