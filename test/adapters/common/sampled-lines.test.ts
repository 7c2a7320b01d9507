import { expect, it } from '@jest/globals'

import { limitedLog } from '../../../adapters/common/sampled-lines.ts'

it('limitedLog() writes a line a second of a flood, with the number that it left out', () => {
  let now = 0
  const lines: unknown[] = []
  const log = limitedLog({ log: (line) => void lines.push(line), now: () => new Date(now) })

  for (; now < 60_000; now += 10) log({ message: 'request refused' })

  expect(lines.length).toBeLessThanOrEqual(62)
  expect(lines[0]).toEqual({ message: 'request refused' })
  expect(lines.at(-1)).toEqual({ message: 'request refused', omitted: 99 })
})
