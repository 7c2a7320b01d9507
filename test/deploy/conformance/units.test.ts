import { describe, expect, it } from '@jest/globals'

import { documented } from '../../support/documented.ts'
import { emulator } from './emulator.ts'
import { aUnitsWorld } from './units-world.ts'

/** A partition of a table or an index takes this many write units a second. */
const maxWritesOfPartition = 1000

const describeOnDynamoDBLocal = emulator === 'DynamoDB Local' ? describe : describe.skip

describeOnDynamoDBLocal('the capacity units in docs/cost-and-scale.md', () => {
  it('are those of a delivery that succeeds at its first attempt', async () => {
    const { writes, reads } = await unitsOf()

    expect(documented(/DynamoDB, writes.*\| (\d+) units/)).toBe(writes)
    expect(documented(/DynamoDB, reads.*\| (\d+) units/)).toBe(reads)
  })

  it('are those of each further delivery of the same event', async () => {
    const [one, five] = [await unitsOf(), await unitsOf({ webhooks: 5 })]

    const further = (five.writes - one.writes) / 4
    expect(documented(/further delivery.*?(\d+) write units/)).toBe(further)
  })

  it.each([
    ['alone', 1, /a failed attempt.*?\d+ to (\d+) write/, /a failed attempt.*?\d+ to (\d+) read/],
    [
      'with three others',
      4,
      /a failed attempt.*?(\d+) to \d+ write/,
      /a failed attempt.*?(\d+) to \d+ read/,
    ],
  ])('are those of a failed attempt, if the delivery waits %s', async (_, count, writes, reads) => {
    const failures = Array.from({ length: count }, () => 500)
    const [good, bad] = [
      await unitsOf({ events: count }),
      await unitsOf({ events: count, failures }),
    ]

    expect(documented(writes)).toBe(Math.round((bad.writes - good.writes) / count))
    expect(documented(reads)).toBe(Math.round((bad.reads - good.reads) / count))
  })

  it('are those of the busiest indexes, which limit a marketplace and a webhook', async () => {
    const { indexWrites } = await unitsOf()

    const { byStatus = NaN, ...others } = indexWrites
    expect(byStatus).toBe(Math.max(byStatus, ...Object.values(others)))
    expect(documented(/of one marketplace.*?([\d,]+) a second/)).toBe(
      maxWritesOfPartition / byStatus,
    )
    expect(documented(/of one webhook.*?([\d,]+) a second/)).toBe(
      maxWritesOfPartition / (others['byEndpoint'] ?? NaN),
    )
  })
})

type Given = { webhooks?: number; events?: number; failures?: readonly number[] }

/** The units of these events, until their deliveries have ended. */
async function unitsOf({ webhooks = 1, events = 1, failures = [] }: Given = {}) {
  const world = await aUnitsWorld(webhooks, failures)
  return world.unitsOf(async () => {
    for (let number = 1; number <= events; number += 1) await world.publish(number)
    await world.run()
  })
}
