import type { RawExchange } from '../../core/deliveries/http-exchange.ts'

type LenientResponse = { status: number; response: NonNullable<RawExchange['response']> }

/** The final status line of a response, and where its headers begin. */
type StatusLine = { status: number; end: number }

/** The status of the final response in these bytes; undefined if its status line is not whole. */
export function finalStatusIn(bytes: Buffer): number | undefined {
  return finalLine(bytes.toString('latin1'))?.status
}

/** Looks at each character once, however many interim responses and empty lines come first. */
function finalLine(text: string): StatusLine | undefined {
  const blanks = /[\r\n]*/y
  const statusLine = /HTTP\/1\.\d (\d{3})(?: [^\n]*)?\r?\n/y
  const emptyLine = /\n\r?\n/g
  for (let at = 0; ; at = emptyLine.lastIndex) {
    blanks.lastIndex = at
    blanks.test(text)
    statusLine.lastIndex = blanks.lastIndex
    const status = Number(statusLine.exec(text)?.[1])
    if (!(status >= 100)) return undefined
    if (status >= 200) return { status, end: statusLine.lastIndex }

    emptyLine.lastIndex = statusLine.lastIndex - 1
    if (!emptyLine.test(text)) return undefined
  }
}

/**
 * The response in bytes that no strict parser takes: two lengths, lines that end with LF, folded or odd
 * headers. Its status line counts, as for lenient clients; its body is cut here.
 */
export function lenientResponse(bytes: Buffer): LenientResponse | undefined {
  const text = bytes.toString('latin1')
  const line = finalLine(text)
  if (line === undefined) return undefined

  const rest = text.slice(line.end)
  const end = /^\r?\n|\r?\n\r?\n/.exec(rest)
  const headers = end === null ? rest : rest.slice(0, end.index)
  const body = end === null ? '' : rest.slice(end.index + end[0].length)
  const response = {
    headers: headersIn(headers),
    body: { text: Buffer.from(body, 'latin1').toString(), cut: 'connection' as const },
  }
  return { status: line.status, response }
}

function headersIn(text: string): Record<string, string> {
  const unfolded = text.replace(/\r?\n[ \t]+/g, ' ')
  const pairs = unfolded.split(/\r?\n/).flatMap((line) => {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:(.*)/.exec(line) ?? []
    return name === undefined ? [] : [[name.toLowerCase(), value.trim()] as const]
  })
  return Object.fromEntries(pairs)
}
