import type { Socket } from 'node:net'

import { finalStatusIn } from './response-head.ts'

/** At most this much comes before the final status line: 1xx responses and empty lines. */
const maxInterimBytes = 16 * 1024

/** At most this much comes before the response's headers are complete. */
export const maxHeadBytes = 64 * 1024

/**
 * At most this much comes in all: eight times what is read of a body, as chunks of one byte take six
 * bytes each, and less than what their extensions can hold.
 */
const maxBytes = 512 * 1024

/**
 * Counts what a receiver sends: neither 1xx responses nor empty lines before the status line nor the
 * extensions of chunks have another limit. Calls `onExcess` beyond the limit. `stop` ends the count, as the
 * connection may be reused; `head` is what came before the headers were complete.
 */
export function countBytes(
  socket: Socket,
  { hasHead, onExcess }: { hasHead: () => boolean; onExcess: () => void },
) {
  let bytes = 0
  const head: Buffer[] = []
  let isFinal: boolean | undefined
  const limit = () => {
    if (hasHead()) return maxBytes
    if (bytes <= maxInterimBytes) return maxInterimBytes
    isFinal ??= finalStatusIn(Buffer.concat(head)) !== undefined
    return isFinal ? maxHeadBytes : maxInterimBytes
  }
  // The parser's listener comes first: it has read the headers in this chunk by now.
  const count = (chunk: Buffer) => {
    bytes += chunk.length
    if (hasHead()) head.length = 0
    else head.push(chunk)
    if (bytes > limit()) onExcess()
  }
  socket.on('data', count)
  return {
    head: (): readonly Buffer[] => head,
    stop: () => {
      socket.off('data', count)
    },
  }
}
