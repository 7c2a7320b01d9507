import { describe, expect, it } from '@jest/globals'

import { optimisticUpdate } from '../../../core/values/optimistic-update.ts'

/** A counter that other writers increment before each of the first `rivals` saves. */
function aCounter(rivals: number) {
  const counter = { value: 0, reads: 0 }
  return {
    counter,
    read: () => {
      counter.reads += 1
      return Promise.resolve(counter.value)
    },
    increment: (found: number) => {
      if (rivals > 0) counter.value += 1
      rivals -= 1
      if (counter.value !== found) return Promise.resolve('conflict' as const)
      counter.value += 1
      return Promise.resolve(counter.value)
    },
  }
}

describe('optimisticUpdate()', () => {
  it.each([
    [0, 1],
    [1, 2],
    [2, 3],
  ])('reads and saves again after %i conflicts', async (rivals, value) => {
    const { counter, read, increment } = aCounter(rivals)

    const result = await optimisticUpdate({ read, maxTries: 3 }, increment)

    expect(result).toBe(value)
    expect(counter).toEqual({ value, reads: rivals + 1 })
  })

  it('gives up after its last try', async () => {
    const { counter, read, increment } = aCounter(3)

    const result = await optimisticUpdate({ read, maxTries: 3 }, increment)

    expect(result).toBe('conflict')
    expect(counter).toEqual({ value: 3, reads: 3 })
  })

  it('reads nothing for the first round when the row is known', async () => {
    const { counter, read, increment } = aCounter(0)

    await optimisticUpdate({ read, known: { found: 0 }, maxTries: 3 }, increment)

    expect(counter).toEqual({ value: 1, reads: 0 })
  })
})
