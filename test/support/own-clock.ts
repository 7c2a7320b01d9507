import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import type { ClientRequest } from 'node:http'
import { setImmediate } from 'node:timers/promises'

import { afterEach, beforeEach, expect, jest } from '@jest/globals'

import { eventually } from './eventually.ts'

/**
 * Fakes the timers, `performance` and `Date`, so that a test decides when time limits end, and shows
 * how much a client has read. Node.js, its sockets and `eventually()` keep their clock.
 */
export function ownClock() {
  const connections: Socket[] = []
  const onRequest = (message: unknown) => {
    const { socket } = (message as { request: ClientRequest }).request
    if (socket !== null) connections.push(socket)
  }

  beforeEach(() => {
    connections.length = 0
    jest.useFakeTimers({ doNotFake: [...doNotFake] })
    subscribe('http.client.request.start', onRequest)
  })
  afterEach(() => {
    unsubscribe('http.client.request.start', onRequest)
    jest.useRealTimers()
  })

  return {
    pass: (ms: number): void => {
      jest.advanceTimersByTime(ms)
    },

    /** Waits until the newest connection is made and has read this many bytes. */
    hasRead: (bytes: number): Promise<void> =>
      eventually(() => {
        expect(connections.at(-1)?.connecting).toBe(false)
        expect(connections.at(-1)?.bytesRead).toBeGreaterThanOrEqual(bytes)
      }),

    /** Moves the clock to a time limit, and checks that the operation does not end before it. */
    endLimit: async <Result>(limitMs: number, ongoing: Promise<Result>): Promise<Result> => {
      let isOver = false
      void ongoing.then(() => (isOver = true))
      jest.advanceTimersByTime(limitMs - 1)
      await setImmediate()
      expect(isOver).toBe(false)
      jest.advanceTimersByTime(1)
      return ongoing
    },
  }
}

const doNotFake = [
  'cancelAnimationFrame',
  'cancelIdleCallback',
  'clearImmediate',
  'clearInterval',
  'hrtime',
  'nextTick',
  'queueMicrotask',
  'requestAnimationFrame',
  'requestIdleCallback',
  'setImmediate',
  'setInterval',
] as const
