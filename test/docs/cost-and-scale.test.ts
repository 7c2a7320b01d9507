import { describe, expect, it } from '@jest/globals'

import { eventLimitBytes } from '../../core/events/event.ts'
import { PageQuery } from '../../core/api/pagination.ts'
import { Settings } from '../../core/settings/settings.ts'
import { maxInFlight } from '../../core/wake/delivery-limits.ts'
import { deliverWork, fanOutWork } from '../../lib/work.ts'
import { documented } from '../support/documented.ts'

/** What deliver takes in addition to its receiver, assumed. */
const ownMs = 50

describe('docs/cost-and-scale.md', () => {
  it.each([
    [200, /receivers take 200 ms.*?([\d,]+) a second/],
    [2000, /receivers take 2 s.*?([\d,]+) a second/],
  ])('has the deliveries a second that follow from %i ms for each', (receiverMs, figure) => {
    const perSecond = (deliverWork.maxConcurrency * 1000) / (receiverMs + ownMs)

    expect(documented(figure)).toBe(Math.floor(perSecond))
  })

  it('has the limits of the code', () => {
    expect(documented(/code: (\d+) attempts at once/)).toBe(deliverWork.maxConcurrency)
    expect(documented(/(\d+) invocations of \d+ events/)).toBe(fanOutWork.maxConcurrency)
    expect(documented(/\d+ invocations of (\d+) events/)).toBe(fanOutWork.batchSize)
    expect(documented(/size of an event +\| (\d+) KiB/) * 1024).toBe(eventLimitBytes)
    expect(documented(/its attempts at once +\| (\d+)/)).toBe(maxInFlight)
    expect(documented(/of one caller +\| (\d+)/)).toBe(
      Settings.shape.apiRatePerSecond.parse(undefined),
    )
  })

  it('has the longest page of a list', () => {
    const longest = documented(/to a page of the log +\| (\d+)/)

    expect(PageQuery.safeParse({ limit: `${longest}` }).success).toBe(true)
    expect(PageQuery.safeParse({ limit: `${longest + 1}` }).success).toBe(false)
  })
})
