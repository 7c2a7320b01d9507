import type { RawExchange } from '../../core/deliveries/http-exchange.ts'

type LenientResponse = { status: number; response: NonNullable<RawExchange['response']> }

/** Interim responses and empty lines, and the first line of the final response. */
const finalStatus =
  /^(?:\s*HTTP\/1\.\d 1\d\d[^]*?\r?\n\r?\n)*\s*HTTP\/1\.\d ([2-9]\d\d)(?: [^\n]*)?\r?\n/

/** The status of the final response in these bytes; undefined if its status line is not whole. */
export function finalStatusIn(bytes: Buffer): number | undefined {
  const status = finalStatus.exec(bytes.toString('latin1'))?.[1]
  return status === undefined ? undefined : Number(status)
}

/**
 * The response in bytes that no strict parser takes: two lengths, lines that end with LF, folded or odd
 * headers. Its status line counts, as for lenient clients; its body is cut here.
 */
export function lenientResponse(bytes: Buffer): LenientResponse | undefined {
  const text = bytes.toString('latin1')
  const [head, digits] = finalStatus.exec(text) ?? []
  if (head === undefined) return undefined

  const rest = text.slice(head.length)
  const end = /^\r?\n|\r?\n\r?\n/.exec(rest)
  const headers = end === null ? rest : rest.slice(0, end.index)
  const body = end === null ? '' : rest.slice(end.index + end[0].length)
  const response = {
    headers: headersIn(headers),
    body: { text: Buffer.from(body, 'latin1').toString(), cut: 'connection' as const },
  }
  return { status: Number(digits), response }
}

function headersIn(text: string): Record<string, string> {
  const unfolded = text.replace(/\r?\n[ \t]+/g, ' ')
  const pairs = unfolded.split(/\r?\n/).flatMap((line) => {
    const [, name, value = ''] =
      /^([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*?)[ \t]*$/.exec(line) ?? []
    return name === undefined ? [] : [[name.toLowerCase(), value] as const]
  })
  return Object.fromEntries(pairs)
}
