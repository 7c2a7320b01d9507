import type { Socket } from 'node:net'

import type { Durations, RawExchange } from '../../core/deliveries/http-exchange.ts'
import { expiringSoon } from './expiring-certificate.ts'
import type { Phase } from './error-reason.ts'

/**
 * Measures the phases of an exchange and tracks the current one. `startedAt` is a timestamp of
 * `performance.now()`.
 */
export class Timings {
  phase: Phase = 'dns'
  address: string | undefined
  /** When the receiver's certificate expires, if that is soon and the connection is new. */
  private certificateUntil: string | undefined
  private lap = performance.now()
  private readonly durations: Omit<Durations, 'totalMs'> = {}
  private readonly startedAt: number

  constructor(startedAt: number) {
    this.startedAt = startedAt
  }

  /** Follows the connection of an exchange; a reused one is already established. */
  follow(socket: Socket, { isReused, isTls }: { isReused: boolean; isTls: boolean }): void {
    if (isReused) {
      this.phase = 'headers'
      this.address = socket.remoteAddress
      return
    }
    socket.once('connect', () => {
      this.durations.connectMs = this.takeLap()
      this.address = socket.remoteAddress
      this.phase = isTls ? 'tls' : 'headers'
    })
    socket.once('secureConnect', () => {
      this.certificateUntil = expiringSoon(socket)
      this.durations.tlsMs = this.takeLap()
      this.phase = 'headers'
    })
  }

  resolved(): void {
    this.durations.dnsMs = this.takeLap()
    this.phase = 'connect'
  }

  responseStarted(): void {
    this.durations.firstByteMs = since(this.startedAt)
  }

  /** The durations and the address so far. */
  read(): Omit<RawExchange, 'response'> {
    const durations = { ...this.durations, totalMs: since(this.startedAt) }
    const { address, certificateUntil } = this
    return {
      durations,
      ...(address !== undefined && { address }),
      ...(certificateUntil !== undefined && { certificateUntil }),
    }
  }

  private takeLap(): number {
    const ms = since(this.lap)
    this.lap = performance.now()
    return ms
  }
}

/** Milliseconds since `start`, to one decimal place. */
function since(start: number): number {
  return Math.round((performance.now() - start) * 10) / 10
}
