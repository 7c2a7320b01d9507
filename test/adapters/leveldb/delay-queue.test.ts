import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'

import { delayQueue } from '../../../adapters/leveldb/delay-queue.ts'

describe('delayQueue()', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-11-21T12:00:00Z') })
  })

  afterEach(() => {
    jest.useRealTimers()
  })

  it.each([
    ['for its delay', 60, 60],
    ['for at most the maximum delay, when the clock was set back by a day', 86_400, 900],
    ['for at most the maximum delay, when the clock was set back by 40 days', 40 * 86_400, 900],
  ])('hides a message %s', (_, aheadSeconds, hiddenSeconds) => {
    const queue = delayQueue({ maxPerGroup: 10 }, () => new Date())
    queue.add('1', { group: 'a', visibleAt: Date.now() + aheadSeconds * 1000 })

    jest.advanceTimersByTime(hiddenSeconds * 1000 - 1)
    const before = queue.take(1)
    jest.advanceTimersByTime(1)

    expect(before).toEqual([])
    expect(queue.take(1)).toEqual([{ id: '1', group: 'a' }])
  })

  it('makes nothing visible after it was closed', () => {
    const queue = delayQueue({ maxPerGroup: 10 }, () => new Date())
    queue.add('1', { group: 'a', visibleAt: Date.now() + 1000 })

    queue.close()
    jest.advanceTimersByTime(2000)

    expect(queue.take(1)).toEqual([])
  })
})
