import { expect, it } from '@jest/globals'

import { inParallel } from '../../../web/common/in-parallel.ts'

it('inParallel() acts on every item, two at the same time, and keeps their order', async () => {
  let running = 0
  let most = 0
  const results = await inParallel([3, 1, 2], 2, async (one) => {
    running += 1
    most = Math.max(most, running)
    for (let turn = 0; turn < one; turn += 1) await Promise.resolve()
    running -= 1
    return one * 10
  })

  expect(results).toEqual([30, 10, 20])
  expect(most).toBe(2)
})

it('inParallel() starts nothing more after an error', async () => {
  const started: number[] = []
  const act = (one: number) => {
    started.push(one)
    return one === 2 ? Promise.reject(new Error('no')) : Promise.resolve(one)
  }

  await expect(inParallel([1, 2, 3, 4, 5, 6, 7, 8], 2, act)).rejects.toThrow('no')
  await new Promise(setImmediate)

  expect(started.length).toBeLessThan(8)
})
