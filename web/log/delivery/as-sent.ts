import type { AttemptView } from '../../api/views.ts'

/** A request as the log has it. */
export type RecordedRequest = NonNullable<AttemptView['request']>

type Head = Pick<RecordedRequest, 'url' | 'headers'>

/** The log's word for a secret, and the page's. */
const redacted = '[redacted]'
const mask = '***'

/** Whether the request went to a URL, and not to an event bus or a queue. */
export function isHttp({ url }: Pick<Head, 'url'>): boolean {
  return /^https?:\/\//i.test(url)
}

/** Whether the log has only some headers: the receiver accepted the request. */
export function hasFewHeaders({ headers }: Pick<Head, 'headers'>): boolean {
  return !('postrider-webhook' in headers || 'detail-type' in headers)
}

/** The request line, the headers and the body. An event bus or a queue gets no request line. */
export function requestText(request: Head, body: string | undefined): string {
  const headers = Object.entries(request.headers).map(
    ([name, value]) => `${name}: ${value === redacted ? mask : value}`,
  )
  const head = [...(isHttp(request) ? requestLine(request) : []), ...headers].join('\n')
  return body === undefined ? head : `${head}\n\n${body}`
}

/** The URL as it is written: parsing would change it. */
function requestLine({ url }: Pick<Head, 'url'>): string[] {
  const [, host = '', target = ''] = /^\w+:\/\/([^/?#]*)([^#]*)/.exec(url) ?? []
  const path = target.startsWith('/') ? target : `/${target}`
  return [`POST ${path} HTTP/1.1`, `host: ${host.replace(/^.*@/, '')}`]
}

/**
 * A curl command that sends the request again. Shell variables stand for the secrets. Without a body,
 * it sends the file body.json.
 */
export function curlOf({ url, headers }: Head, body: string | undefined): string {
  const names = Object.keys(headers).map((name) => name.toLowerCase())
  // The log leaves it out where it is the same for every delivery; curl would send that of a form.
  const type = !names.includes('content-type') && {
    'content-type': 'application/json; charset=utf-8',
  }
  return [
    `curl --globoff -X POST ${urlWord(url)}`,
    ...Object.entries({ ...type, ...headers }).map((header) => `-H ${headerWord(header)}`),
    body === undefined ? '--data-binary @body.json' : `--data-raw ${quoted(body)}`,
  ].join(' \\\n  ')
}

function headerWord([name, value]: [string, string]): string {
  if (value === redacted) return `${quoted(`${name}: `)}"$${variableOf(name)}"`
  // curl drops a header without a value, unless a semicolon ends its name.
  return quoted(value.trim() === '' ? `${name};` : `${name}: ${value}`)
}

/** The values of parameters that are named like credentials are masked. */
function urlWord(url: string): string {
  const masked = /([?&;])([^?&;=#]*)=\*\*\*(?=[&;#]|$)/g
  let word = ''
  let end = 0
  for (const { 0: text, 1: before = '', 2: name = '', index } of url.matchAll(masked)) {
    word += `${quoted(`${url.slice(end, index)}${before}${name}=`)}"$${variableOf(`url-${name}`)}"`
    end = index + text.length
  }
  return end > 0 && end === url.length ? word : word + quoted(url.slice(end))
}

/** The prefix keeps the variable apart from those of the shell, such as PATH. */
function variableOf(name: string): string {
  return `SECRET_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
