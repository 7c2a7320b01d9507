import type { Reply } from '../../core/deliveries/outcome.ts'
import type { Request } from '../../core/deliver/request.ts'
import type { Clockwork } from './clockwork.ts'

/** A received request: its delivery, its URL and when it came (epoch milliseconds). */
export type Seen = {
  delivery: string
  url: string
  at: number
  reply: Reply
  /** Of an ordered delivery. */
  sequence?: number
}

type Called = Pick<Request, 'url' | 'headers'>

/** How long a response takes: constant, or a function of it. */
export type Latency = number | ((reply: Reply) => number)

/** All receivers of a simulation: they respond by a script after a delay, and record requests. */
export function simulatedReceiver(clock: Clockwork, latencyMs: Latency) {
  const seen: Seen[] = []
  const reply: (request: Called) => Reply = () => answer(204)
  const state = {
    reply,
    seen,
    inFlight: 0,
    maxInFlight: 0,
    post: (request: Called): Promise<Reply> => {
      const reply = state.reply(request)
      const delivery = request.headers['webhook-id'] ?? ''
      const sequence = Number(request.headers['postrider-sequence'] ?? NaN)
      const at = clock.now().getTime()
      const { url } = request
      state.seen.push({ delivery, url, at, reply, ...(sequence > 0 && { sequence }) })
      state.inFlight += 1
      state.maxInFlight = Math.max(state.maxInFlight, state.inFlight)
      return new Promise((resolve) => {
        clock.after(typeof latencyMs === 'number' ? latencyMs : latencyMs(reply), () => {
          state.inFlight -= 1
          resolve(reply)
        })
      })
    },
  }
  return state
}

export const answer = (status: number, headers?: Record<string, string>): Reply => ({
  kind: 'answered',
  status,
  ...(headers && {
    exchange: {
      durations: { totalMs: 1 },
      response: { headers, body: { text: '' } },
    },
  }),
})

/** The most requests within any one second. */
export function maxInASecond(seen: readonly Pick<Seen, 'at'>[]): number {
  let max = 0
  let from = 0
  for (const [index, { at }] of seen.entries()) {
    while ((seen[from]?.at ?? at) <= at - 1000) from += 1
    max = Math.max(max, index - from + 1)
  }
  return max
}
