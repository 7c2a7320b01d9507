import { describe, expect, it } from '@jest/globals'

import { steadyClock } from '../../../adapters/embedded/steady-time.ts'
import { noon } from '../../support/builders.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A clock over a wall clock and a count of what elapsed, both of which a test moves. */
function aClock({ mark }: { mark?: Date } = {}) {
  const at = { wall: noon.getTime(), elapsed: 5 }
  const stored = new Map(mark && [['meta/clock', mark.toISOString()]])
  const store = {
    peek: (key: string) => stored.get(key),
    commit: (changes: readonly { key: string; value: string | undefined }[]) => {
      for (const { key, value = '' } of changes) stored.set(key, value)
      return Promise.resolve()
    },
  }
  const sources = { wallClock: () => new Date(at.wall), elapsedMs: () => at.elapsed }
  const clock = steadyClock(store, sources)
  return {
    stored,
    save: clock.save,
    /** How far the clock is from noon. */
    ms: () => clock.now().getTime() - noon.getTime(),
    setWall: (byMs: number) => void (at.wall += byMs),
    pass: (ms: number) => {
      at.wall += ms
      at.elapsed += ms
    },
  }
}

describe('steadyClock()', () => {
  it('is the wall clock, also after that was set forward', () => {
    const clock = aClock()

    clock.pass(1000)
    expect(clock.ms()).toBe(1000)
    clock.setWall(hourMs)

    expect(clock.ms()).toBe(1000 + hourMs)
  })

  it('goes on a tenth slower after the wall clock was set back, until that has caught up', () => {
    const clock = aClock()

    clock.setWall(-hourMs)
    expect(clock.ms()).toBe(0)
    clock.pass(1000)
    expect(clock.ms()).toBe(900)
    clock.pass(10 * hourMs)

    expect(clock.ms()).toBe(9 * hourMs + 1000)
  })

  it.each([
    ['goes on where the process before it was', hourMs, hourMs],
    ['ignores a mark of long ago', -hourMs, 0],
    ['ignores a mark that is more than a day ahead', dayMs + 1, 0],
  ])('%s', (_, markMs, expected) => {
    expect(aClock({ mark: new Date(noon.getTime() + markMs) }).ms()).toBe(expected)
  })

  it('marks its time', async () => {
    const clock = aClock()
    clock.pass(2000)
    clock.setWall(-hourMs)

    clock.ms()
    await clock.save()

    expect(clock.stored.get('meta/clock')).toBe(new Date(noon.getTime() + 1800).toISOString())
  })
})
