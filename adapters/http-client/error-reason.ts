import { Refused } from './ssrf-lookup.ts'

/** What an exchange is waiting for. */
export type Phase = 'dns' | 'connect' | 'tls' | 'headers'

/** The exchange exceeded its time limit. */
export class TimeLimit extends Error {}

/** Too much came before the headers were complete; the code is the parser's for long headers. */
export class HeadTooLong extends Error {
  readonly code = 'HPE_HEADER_OVERFLOW'
}

/**
 * Why an exchange got no response, for people to read and programs to match:
 *
 * - `timeout: dns`, `connect`, `tls`, `headers`: the time limit passed in this phase, or the name
 *   servers did not answer within theirs
 * - `refused: …`: the rules do not allow the address; nothing was sent
 * - `dns: ENOTFOUND`: the name did not resolve; c-ares's code
 * - `tls: CERT_HAS_EXPIRED`: the TLS handshake failed; the code of Node.js or OpenSSL
 * - `protocol: HPE_INVALID_CONSTANT`: the response is not HTTP; the parser's code
 * - `connection: ECONNREFUSED`: no connection, or it closed before the headers; the system's code
 */
export function reasonOf(error: NodeJS.ErrnoException, phase: Phase): string {
  if (error instanceof TimeLimit) return `timeout: ${phase}`
  if (error instanceof Refused) return `refused: ${error.message}`

  const code = isKeyTooSmall(error) ? 'KEY_TOO_SMALL' : (error.code ?? 'UNKNOWN')
  if (phase === 'dns') return code === 'ETIMEOUT' ? 'timeout: dns' : `dns: ${code}`
  if (code.startsWith('HPE_')) return `protocol: ${code}`
  if (phase === 'tls' || /^(ERR_(SSL|TLS)_|CERT_|EPROTO$)/.test(code)) return `tls: ${code}`
  return `connection: ${code}`
}

/** OpenSSL's error has no code in Node.js. */
function isKeyTooSmall({ code, message }: NodeJS.ErrnoException): boolean {
  return code === 'UNSPECIFIED' && /key too (weak|small)/.test(message)
}
