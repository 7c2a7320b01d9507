import type { IncomingMessage } from 'node:http'

/**
 * Whether a request may come from a web page, or from one whose host name was pointed at this machine:
 * it has an `Origin`, or another `Host` than the router's URL.
 */
export function isForeign(url: string, { headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { host, port } = new URL(url)
  const isOurs = headers.host === host || headers.host === `localhost:${port}`
  return headers.origin !== undefined || !isOurs
}
