/** Where the URL of the event goes, in any case; some tools encode the braces. */
const placeholder = /(?:\{|%7b)eventurl(?:\}|%7d)/gi

/** A parameter of that name with its value; some servers separate them with semicolons. */
const parameter = /(?<=[?&;])(eventurl)(?:=[^&;]*)?(?=[&;]|$)/gi

const example = 'https://vendor.example.com/events/1'

/**
 * Why a URL cannot be an endpoint for integration events, to follow "the URL"; undefined if it can.
 * `urlRefusal` says why the URL that is then called must not be called.
 */
export function endpointUrlError(
  template: string,
  urlRefusal: (url: string) => string | undefined,
): string | undefined {
  const refusal = urlRefusal(withEventUrl(template, example))
  if (refusal !== undefined) return refusal
  if (hasPlace(template)) return undefined
  return `must contain {eventUrl} or a parameter named eventUrl, such as ${suggestEventUrl(template)}`
}

/**
 * The URL to call for an event: its URL, percent-encoded, in place of every `{eventUrl}`. Without
 * one, it is the value of the parameter `eventUrl`, which is added if need be.
 */
export function withEventUrl(template: string, eventUrl: string): string {
  const encoded = encodeURIComponent(eventUrl)
  const filled = template.replace(placeholder, () => encoded)
  if (filled !== template) return filled

  if (!hasPlace(template)) return withEventUrl(suggestEventUrl(template), eventUrl)
  const { path, query, fragment } = partsOf(template)
  return `${path}${query.replace(parameter, (_, name: string) => `${name}=${encoded}`)}${fragment}`
}

/** The URL with the parameter `eventUrl={eventUrl}` at the end of its query. */
export function suggestEventUrl(url: string): string {
  const { path, query, fragment } = partsOf(url)
  const start = query === '' ? '?' : /[?&]$/.test(query) ? query : `${query}&`
  return `${path}${start}eventUrl={eventUrl}${fragment}`
}

function hasPlace(url: string): boolean {
  return url.search(placeholder) >= 0 || partsOf(url).query.search(parameter) >= 0
}

/** The query includes its `?`, the fragment its `#`. */
function partsOf(url: string) {
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url) ?? []
  return { path, query, fragment }
}
