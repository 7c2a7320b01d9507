import { describe, expect, it } from '@jest/globals'

import { TimestampMsInput } from '../../../core/events/timestamp-ms-input.ts'

const noonMs = Date.parse('2026-03-01T12:00:00Z')
const seconds = 'looks like seconds; milliseconds are expected'
const readable =
  'must be epoch milliseconds up to the year 9999, or a timestamp such as 2026-01-31T00:00:00Z'

describe('TimestampMsInput', () => {
  it.each([
    [noonMs, noonMs],
    [String(noonMs), noonMs],
    ['2026-03-01T12:00:00Z', noonMs],
    ['2026-03-01T12:00:00.250Z', noonMs + 250],
    ['2026-03-01T14:00:00+02:00', noonMs],
    [0, 0],
    [100_000_000_001, 100_000_000_001],
    ['1971-01-01T00:00:00Z', Date.parse('1971-01-01T00:00:00Z')],
  ])('reads %j as %i', (written, ms) => {
    expect(TimestampMsInput.parse(written)).toBe(ms)
  })

  it.each([
    [1_772_366_400, seconds],
    ['1772366400', seconds],
    [1_772_366_400.25, seconds],
    ['1772366400.25', seconds],
    [1e9, seconds],
    [1e11, seconds],
    [1.5, readable],
    [-1, readable],
    ['-1', readable],
    ['', readable],
    ['yesterday', readable],
    ['2026-03-01', readable],
    ['2026-03-01T12:00:00', readable],
    ['1969-12-31T23:59:59Z', readable],
    [253_402_300_800_000, readable],
    [null, readable],
    [{}, readable],
    [undefined, 'is required'],
  ])('rejects %j: %s', (written, message) => {
    const { error } = TimestampMsInput.safeParse(written)

    expect(error?.issues.map((issue) => issue.message)).toEqual([message])
  })
})
