import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'

import { costOfEvents, sumOf } from '../../bench/cost/cost-of-events.ts'
import { costTable, withCostTable } from '../../bench/cost/cost-table.ts'
import { eventLimitBytes } from '../../core/events/event.ts'
import { PageQuery } from '../../core/api/pagination.ts'
import { Settings } from '../../core/settings/settings.ts'
import { maxInFlight } from '../../core/wake/delivery-limits.ts'
import { deliverWork, fanOutWork } from '../../lib/work.ts'
import { countEvents } from '../support/cost/counted-events.ts'
import { integrationUnits } from '../support/cost/integration-units.ts'
import { countUnits } from '../support/cost/count-units.ts'
import { documented } from '../support/documented.ts'

/** What deliver takes in addition to its receiver, assumed. */
const ownMs = 50

const readme = readFileSync('README.md', 'utf8')

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
    expect(documented(/webhooks of a marketplace +\| ([\d,]+)/)).toBe(
      Settings.shape.maxWebhooks.parse(undefined),
    )
  })

  it('has the longest page of a list', () => {
    const longest = documented(/to a page of the log +\| (\d+)/)

    expect(PageQuery.safeParse({ limit: `${longest}` }).success).toBe(true)
    expect(PageQuery.safeParse({ limit: `${longest + 1}` }).success).toBe(false)
  })

  it('has the table that npm run cost prints', async () => {
    const document = readFileSync('docs/cost-and-scale.md', 'utf8')

    const table = await costTable()

    expect(document).toContain(table)
    expect(withCostTable(document, table)).toBe(document)
  })

  it('has the dollars for a million deliveries, of which README has the first', async () => {
    const one = sumOf(costOfEvents(await countEvents(1)))
    const five = sumOf(costOfEvents(await countEvents(5)))

    const dollars = /\$(\d+) per million deliveries/.exec(readme)
    expect(Number(dollars?.[1])).toBe(Math.round(one))
    expect(documented(/further delivery.*?about \$(\d+)/)).toBe(Math.round((five - one) / 4))
  })

  it('has the units of each further delivery of the same event', async () => {
    const [one, five] = [await countUnits(), await countUnits({ webhooks: 5 })]

    expect(documented(/further delivery.*?(\d+) write units?/)).toBe((five.writes - one.writes) / 4)
  })

  it.each([
    ['alone', 1, /a failed attempt.*?\d+ to (\d+) write/, /a failed attempt.*?\d+ to (\d+) read/],
    [
      'with three others',
      4,
      /a failed attempt.*?(\d+) to \d+ write/,
      /a failed attempt.*?(\d+) to \d+ read/,
    ],
  ])(
    'has the units of a failed attempt, if the delivery waits %s',
    async (_, events, writes, reads) => {
      const good = await countUnits({ events })
      const bad = await countUnits({ events, failures: events })

      expect(documented(writes)).toBe(Math.round((bad.writes - good.writes) / events))
      expect(documented(reads)).toBe(Math.round((bad.reads - good.reads) / events))
    },
  )

  it('has the units of an integration event', async () => {
    const { reads, writes } = await integrationUnits()

    expect(documented(/an integration event.*?(\d+) write units/)).toBe(writes)
    expect(documented(/an integration event.*?(\d+) read units/)).toBe(reads)
  })

  it('has what the retention and short log lines save', async () => {
    const [whole, short] = [await countEvents(1), await countEvents(1, { attemptShare: 0 })]
    const storage = costOfEvents(whole).find(({ name }) => name === 'DynamoDB, storage')
    const days = Settings.shape.retentionDays.parse(undefined)

    expect(documented(/exchanges kept +\| (\d+) days/)).toBe(days)
    expect(documented(/retentionDays=30` +\| \$([\d.]+) less/)).toBeCloseTo(
      (storage?.dollars ?? NaN) * (1 - 30 / days),
      2,
    )
    expect(documented(/attemptLogShare=0` +\| \$([\d.]+) less/)).toBeCloseTo(
      sumOf(costOfEvents(whole)) - sumOf(costOfEvents(short)),
      2,
    )
  })
})
