import type { ClientRequest, IncomingMessage } from 'node:http'

import type { Cut } from '../../core/deliveries/http-exchange.ts'
import { countBytes } from './byte-count.ts'
import { HeadTooLong, TimeLimit } from './error-reason.ts'
import { startTimeLimit } from './deadline.ts'

type Limits = {
  /** A timestamp of `performance.now()`. */
  deadline: number
  /** For how long a body is read; default: until the deadline. */
  bodyMs?: number | undefined
  response: () => IncomingMessage | undefined
}

/**
 * Cuts an exchange off when its time is over, or when it receives too much. `cut` is why it was cut
 * off, if it was; `stop` ends the watch.
 */
export function limitExchange(
  outgoing: ClientRequest,
  { deadline, bodyMs = Infinity, response }: Limits,
) {
  let cut: Cut | undefined
  const cutOff = (reason: Cut, error: Error) => {
    cut = reason
    const incoming = response()
    if (incoming === undefined) outgoing.destroy(error)
    else incoming.destroy()
  }
  const limitMs = () => deadline - performance.now()
  const limitTime = (ms: number) =>
    startTimeLimit(ms, () => {
      cutOff('time', new TimeLimit())
    })
  let cancelLimit = limitTime(limitMs())
  let counted: ReturnType<typeof countBytes> | undefined
  outgoing.on('socket', (socket) => {
    counted = countBytes(socket, {
      hasHead: () => response() !== undefined,
      onExcess: () => {
        cutOff('size', new HeadTooLong())
      },
    })
  })
  return {
    cut: () => cut,

    /** What came before the headers of the response were complete. */
    head: (): readonly Buffer[] => counted?.head() ?? [],

    headersCame: () => {
      if (bodyMs >= limitMs()) return
      cancelLimit()
      cancelLimit = limitTime(bodyMs)
    },

    stop: () => {
      cancelLimit()
      counted?.stop()
    },
  }
}
