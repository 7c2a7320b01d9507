/**
 * This machine could not send a request: it has no file, port or memory left. Nothing was sent, and
 * the receiver has no part in it. `code` is the system's.
 */
export class LocalFault extends Error {
  readonly code: string

  constructor(code: string) {
    super(`Cannot send the request: this machine reports ${code}`)
    this.code = code
  }
}
