import type { Socket } from 'node:net'

import type { Durations } from '../../core/deliveries/http-exchange.ts'
import type { Phase } from './error-reason.ts'

/** Measures a call, and knows what it waits for. `startedAt` is a moment of `performance.now()`. */
export class Timings {
  phase: Phase = 'dns'
  address: string | undefined
  private lap = performance.now()
  private readonly durations: Omit<Durations, 'totalMs'> = {}
  private readonly startedAt: number

  constructor(startedAt: number) {
    this.startedAt = startedAt
  }

  /** Follows the connection of a call from its beginning; one that was kept is there already. */
  follow(socket: Socket, { isKept, isTls }: { isKept: boolean; isTls: boolean }): void {
    if (isKept) {
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
      this.durations.tlsMs = this.takeLap()
      this.phase = 'headers'
    })
  }

  resolved(): void {
    this.durations.dnsMs = this.takeLap()
    this.phase = 'connect'
  }

  answered(): void {
    this.durations.firstByteMs = since(this.startedAt)
  }

  /** What there is to tell by now. */
  read(): { durations: Durations; address?: string } {
    const durations = { ...this.durations, totalMs: since(this.startedAt) }
    return { durations, ...(this.address !== undefined && { address: this.address }) }
  }

  private takeLap(): number {
    const ms = since(this.lap)
    this.lap = performance.now()
    return ms
  }
}

/** Milliseconds since then, with one digit behind the point. */
function since(moment: number): number {
  return Math.round((performance.now() - moment) * 10) / 10
}
