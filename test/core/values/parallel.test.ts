import { setImmediate } from 'node:timers/promises'

import { describe, expect, it } from '@jest/globals'

import { concurrencyLimit } from '../../../core/values/parallel.ts'

describe('concurrencyLimit()', () => {
  it('runs at most that many tasks concurrently, in their order', async () => {
    const limit = concurrencyLimit(3)
    const { started, task, peak } = tasks()

    const results = await Promise.all([1, 2, 3, 4, 5, 6, 7].map((number) => limit(task(number))))

    expect(results).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(started).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(peak()).toBe(3)
  })

  it('goes on after a task that fails, and after all have ended', async () => {
    const limit = concurrencyLimit(1)
    const { task } = tasks()
    const failing = limit(() => Promise.reject(new Error('no')))
    const next = limit(task(1))

    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe(1)
    expect(await limit(task(2))).toBe(2)
  })
})

function tasks() {
  const started: number[] = []
  let running = 0
  let peak = 0
  const task = (number: number) => async () => {
    started.push(number)
    running += 1
    peak = Math.max(peak, running)
    await setImmediate()
    running -= 1
    return number
  }
  return { started, task, peak: () => peak }
}
