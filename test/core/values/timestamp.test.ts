import { describe, expect, it } from '@jest/globals'

import { Timestamp } from '../../../core/values/timestamp-input.ts'

describe('Timestamp', () => {
  it.each([
    ['2026-01-31T00:00:00Z', '2026-01-31T00:00:00.000Z'],
    ['2026-01-31T00:00:00.5+05:30', '2026-01-30T18:30:00.500Z'],
    ['0000-01-01T00:00:00Z', '0000-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ])('normalizes %s to UTC', (text, utc) => {
    expect(Timestamp.parse(text)).toBe(utc)
    expect(Timestamp.parse(utc)).toBe(utc)
  })

  it.each(['0000-01-01T00:00:00+05:00', '9999-12-31T23:59:59-05:00', '2026-01-31', 'now', ''])(
    'rejects %j, which has no four digits of a year in UTC',
    (text) => {
      expect(Timestamp.safeParse(text).success).toBe(false)
    },
  )
})
