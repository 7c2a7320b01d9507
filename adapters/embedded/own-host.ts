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

/**
 * Whether a request is for this router: its Host is the loopback interface's, or that of the public URL.
 * Any other name may have been pointed here by a web page, which must not read the responses (DNS
 * rebinding). HTTP/1.0 allows a request without a Host, which no browser sends.
 */
export function ownHosts(url: string, publicUrl = url): (host: string | undefined) => boolean {
  const { port } = new URL(url)
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].map(
    (name) => `http://${name}:${port || '80'}`,
  )
  const known = new Set([...loopback, publicUrl].flatMap(hostsOf))
  return (host) => host === undefined || known.has(host.toLowerCase())
}

/** The host of a URL, with the port and, if that is the default one, without. */
function hostsOf(url: string): string[] {
  const { host, hostname, port, protocol } = new URL(url)
  return [host, `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`]
}
