import { Refused } from './ssrf-lookup.ts'

/** What a call was waiting for. */
export type Phase = 'dns' | 'connect' | 'tls' | 'headers'

/** The time that a call may take is over. */
export class TimeLimit extends Error {}

/**
 * Why a call has no answer, in words that people and programs tell apart:
 *
 * - `timeout: dns`, `connect`, `tls`, `headers`: the time was over while waiting for it
 * - `refused: …`: we do not call there; nothing was sent
 * - `dns: ENOTFOUND`: the name has no address; the resolver's code
 * - `tls: CERT_HAS_EXPIRED`: no secure connection; the code of Node.js or OpenSSL
 * - `protocol: HPE_INVALID_CONSTANT`: what came is not HTTP; the parser's code
 * - `connection: ECONNREFUSED`: no connection, or it ended before the headers; the system's code
 */
export function reasonOf(error: NodeJS.ErrnoException, phase: Phase): string {
  if (error instanceof TimeLimit) return `timeout: ${phase}`
  if (error instanceof Refused) return `refused: ${error.message}`

  const code = error.code ?? 'UNKNOWN'
  if (phase === 'dns') return `dns: ${code}`
  if (code.startsWith('HPE_')) return `protocol: ${code}`
  if (phase === 'tls' || /^(ERR_(SSL|TLS)_|CERT_|EPROTO$)/.test(code)) return `tls: ${code}`
  return `connection: ${code}`
}
