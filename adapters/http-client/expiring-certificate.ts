import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** How long before its end a receiver's certificate is reported. */
const reportMs = 30 * 24 * 3600 * 1000

/** When the certificate of the other end expires, if that is within 30 days. */
export function expiringSoon(socket: Socket): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined
  const until = Date.parse(socket.getPeerX509Certificate()?.validTo ?? '')
  return until - Date.now() < reportMs ? new Date(until).toISOString() : undefined
}
