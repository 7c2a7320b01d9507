import { describe, expect, it } from '@jest/globals'

import {
  aBusyMarketplace,
  failingOneInTen,
  publishTraffic,
  type Traffic,
} from '../support/busy-marketplace.ts'
import { asTable } from '../support/as-table.ts'
import { uuidOf } from '../support/builders.ts'
import { busiestKey } from '../support/cost/watched-tables.ts'
import { documented } from '../support/documented.ts'
import { answer } from '../support/simulated-receiver.ts'

const traffic = { perSecond: 3000, seconds: 1 }

/** DynamoDB gives a key 1,000 write units a second. */
const maxWritesOfKey = 800

/** The busiest key in each table and index while the deliveries come, in units a second. */
async function unitsPerSecond(given: Omit<Traffic, 'perSecond' | 'seconds'>) {
  const all = { ...traffic, ...given }
  const { simulation, units } = await aBusyMarketplace(all)
  await publishTraffic(simulation, { ...all, seconds: 0.3 }) // until the first attempts have ended
  units.clear()
  await publishTraffic(simulation, all)
  const perSecond = (number: number) => Math.round(number / all.seconds)
  const lists = [...new Set([...units.keys()].map(listOf))].sort()
  const rows = lists.map((list) => {
    const of = (place: string) => listOf(place) === list
    return {
      list,
      writes: perSecond(busiestKey(units, 'writes', of).units),
      reads: perSecond(busiestKey(units, 'reads', of).units),
    }
  })
  console.log(asTable(rows))
  const of = (name: string) => rows.find(({ list }) => list === name)
  return { of, maxWrites: Math.max(...rows.map(({ writes }) => writes)) }
}

/** The table or index of a place; the rows of a marketplace's receivers are apart in `waiting`. */
function listOf(place: string): string {
  const [name = '', key = ''] = place.split(' ')
  return name === 'waiting' && key === 'acme' ? 'health' : name
}

/** A key takes 1,000 write units and 3,000 read units a second. */
function expectLimit(figure: RegExp, { writes = NaN, reads = NaN } = {}): void {
  const limit = Math.min(1000 / writes, 3000 / reads) * traffic.perSecond
  expect(documented(figure)).toBeLessThanOrEqual(limit)
  expect(documented(figure)).toBeGreaterThan(limit * 0.9)
}

function expectDocumented(figure: RegExp, actual: number | undefined): void {
  expect(documented(figure) / (actual ?? NaN)).toBeGreaterThan(0.95)
  expect(documented(figure) / (actual ?? NaN)).toBeLessThan(1.05)
}

describe('3,000 deliveries a second in one marketplace', () => {
  it('write at most 800 units a second to a key if all are for one webhook', async () => {
    const { of, maxWrites } = await unitsPerSecond({ webhooks: 1 })

    expect(maxWrites).toBeLessThanOrEqual(maxWritesOfKey)
    expectDocumented(/to one webhook +\| ([\d,]+) +\|/, maxWrites)
    expectLimit(/deliveries of one webhook +\| ([\d,]+) a second/, of('webhooks'))
    expectLimit(/deliveries of one marketplace +\| ([\d,]+) a second/, of('webhooks'))
    expectDocumented(/to one webhook +\| [\d,]+ +\| ([\d,]+) +\|/, of('webhooks')?.reads)
  })

  it('write at most 800 units a second to a key if each event is for 20 webhooks', async () => {
    const { of, maxWrites } = await unitsPerSecond({ webhooks: 20 })

    expect(maxWrites).toBeLessThanOrEqual(maxWritesOfKey)
    expectDocumented(/20 webhooks for each event +\| ([\d,]+) +\|/, maxWrites)
    expectDocumented(
      /20 webhooks for each event +\| [\d,]+ +\| ([\d,]+) +\|/,
      of('webhooks')?.reads,
    )
  })

  it('write at most 800 units a second to a key while their receiver is down', async () => {
    const reply = () => answer(500)
    const { of, maxWrites } = await unitsPerSecond({ webhooks: 1, reply })

    expect(maxWrites).toBeLessThanOrEqual(maxWritesOfKey)
    expectDocumented(/whose receiver is down +\| ([\d,]+) +\|/, maxWrites)
    expectLimit(/its receiver being down +\| ([\d,]+) a second/, of('waiting'))
    expectDocumented(/whose receiver is down +\| [\d,]+ +\| ([\d,]+) +\|/, of('waiting')?.reads)
  })

  it.each([
    [
      1,
      /one webhook, 10 % fail +\| ([\d,]+) +\|/,
      /one webhook, 10 % fail +\| [\d,]+ +\| ([\d,]+)/,
    ],
    [
      20,
      /20 webhooks, 10 % fail +\| ([\d,]+) +\|/,
      /20 webhooks, 10 % fail +\| [\d,]+ +\| ([\d,]+)/,
    ],
  ])(
    'exceed that only in the health of %i receivers, if one in ten fails',
    async (webhooks, writes, reads) => {
      const { of } = await unitsPerSecond({ webhooks, reply: failingOneInTen })

      expectDocumented(writes, of('health')?.writes)
      expectDocumented(reads, of('health')?.reads)
      if (webhooks === 1) expectLimit(/of which 10 % fail +\| ([\d,]+) a second/, of('health'))
      for (const list of ['deliveries', 'deliveries.byStatus', 'events.byTime', 'waiting']) {
        expect(of(list)?.writes).toBeLessThanOrEqual(maxWritesOfKey)
      }
    },
  )

  it('write a unit for each event to the list of its resource', async () => {
    const { of } = await unitsPerSecond({ webhooks: 20, resource: uuidOf(7) })

    expect(of('events')?.writes).toBe(traffic.perSecond / 20)
    expect(documented(/events of one resource +\| ([\d,]+) a second/)).toBe(1000)
  })
})
