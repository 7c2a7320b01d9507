import { describe, expect, it } from '@jest/globals'

import { traceParentOf } from '../../../core/events/trace-parent.ts'

const ids = '4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

describe('traceParentOf()', () => {
  it.each([
    [`00-${ids}`, `00-${ids}`],
    [`01-${ids}`, `00-${ids}`],
    [`cc-${ids}-what-the-future-will-be-like`, `00-${ids}`],
  ])('takes %s', (given, expected) => {
    expect(traceParentOf(given)).toBe(expected)
  })

  it.each([
    undefined,
    null,
    7,
    '',
    ids,
    `ff-${ids}`,
    `00-${ids}-more`,
    `01-${ids}more`,
    `00-${ids.toUpperCase()}`,
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`,
    `00-${ids}\r\nx: y`,
    ` 00-${ids}`,
  ])('ignores %j', (given) => {
    expect(traceParentOf(given)).toBeUndefined()
  })
})
