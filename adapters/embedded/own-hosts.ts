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
