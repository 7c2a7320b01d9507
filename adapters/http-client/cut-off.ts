import type { ClientRequest, IncomingMessage } from 'node:http'

import type { Cut } from '../../core/deliveries/http-exchange.ts'
import { countBytes } from './byte-count.ts'
import { HeadTooLong, TimeLimit } from './error-reason.ts'
import { startTimeLimit } from './deadline.ts'

/**
 * Cuts an exchange off when its time is over, or when it receives too much. `deadline` is a timestamp
 * of `performance.now()`. `cut` is why it was cut off, if it was; `stop` ends the watch.
 */
export function limitExchange(
  outgoing: ClientRequest,
  { deadline, response }: { deadline: number; response: () => IncomingMessage | undefined },
) {
  let cut: Cut | undefined
  const cutOff = (reason: Cut, error: Error) => {
    cut = reason
    const incoming = response()
    if (incoming === undefined) outgoing.destroy(error)
    else incoming.destroy()
  }
  const cancelLimit = startTimeLimit(deadline - performance.now(), () => {
    cutOff('time', new TimeLimit())
  })
  let stopCounting: (() => void) | undefined
  outgoing.on('socket', (socket) => {
    stopCounting = countBytes(socket, {
      hasHead: () => response() !== undefined,
      onExcess: () => {
        cutOff('size', new HeadTooLong())
      },
    })
  })
  return {
    cut: () => cut,
    stop: () => {
      cancelLimit()
      stopCounting?.()
    },
  }
}
