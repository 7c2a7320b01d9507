import type { Socket } from 'node:net'

/** At most this much comes before the response's headers are complete, 1xx responses included. */
const maxHeadBytes = 16 * 1024

/**
 * At most this much comes in all: eight times what is read of a body, as chunks of one byte take six
 * bytes each, and less than what their extensions can hold.
 */
const maxBytes = 512 * 1024

/**
 * Counts what a receiver sends: neither 1xx responses nor empty lines before the status line nor the
 * extensions of chunks have another limit. Calls `onExcess` beyond the limit. Returns a function that
 * stops counting, as the connection may be reused.
 */
export function countBytes(
  socket: Socket,
  { hasHead, onExcess }: { hasHead: () => boolean; onExcess: () => void },
): () => void {
  let bytes = 0
  // The parser's listener comes first: it has read the headers in this chunk by now.
  const count = ({ length }: Buffer) => {
    bytes += length
    if (bytes > (hasHead() ? maxBytes : maxHeadBytes)) onExcess()
  }
  socket.on('data', count)
  return () => {
    socket.off('data', count)
  }
}
