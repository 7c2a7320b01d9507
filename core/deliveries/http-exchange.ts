type Headers = Record<string, string>

/** How long the parts of an exchange took; those that a reused connection saved are absent. */
export type Durations = {
  dnsMs?: number
  connectMs?: number
  tlsMs?: number
  /** From the start to the end of the response's headers. */
  firstByteMs?: number
  /** From the start to the last byte that was read. */
  totalMs: number
}

/**
 * Why a response body is not complete: it exceeds the limit, the time limit passed, the connection
 * ended first, or it could not be decompressed.
 */
export type Cut = 'size' | 'time' | 'connection' | 'encoding'

/** An HTTP exchange as it is stored: without secrets, a few kilobytes at most. */
export type HttpExchange = {
  durations: Durations
  /** The IP address that was reached. */
  address?: string
  request: {
    url: string
    headers: Headers
    /** What the body was, unless it was the whole event. */
    payload?: 'THIN' | 'TRANSFORMED'
  }
  response?: { headers: Headers; body: { text: string; cut?: Cut } }
}

/** An HTTP exchange as the client saw it: it may contain secrets. */
export type RawExchange = Pick<HttpExchange, 'durations' | 'address' | 'response'> & {
  /** When the receiver's certificate expires, if that is soon and the connection is new. */
  certificateUntil?: string
}
