import { beforeAll, describe, expect, it } from '@jest/globals'

import { aBigMarketplace, type BigMarketplace } from '../support/big-marketplace.ts'
import { documented } from '../support/documented.ts'

/** Units and items of the reads of a marketplace with ten thousand webhooks, at most. */
const budgets: readonly [string, (world: BigMarketplace) => Promise<unknown>, number, number][] = [
  ['no filter', ({ page }) => page({}), 60, 200],
  ['one webhook', ({ page, busy }) => page({ webhook: busy }), 500, 1500],
  ['one type', ({ page }) => page({ resource: 'SUBSCRIPTION', action: 'ADDED' }), 80, 300],
  ['failed only', ({ page }) => page({ status: 'failed' }), 150, 150],
  ['pending', ({ page }) => page({ status: 'pending' }), 1200, 2500],
  ['a sweep', ({ sweep }) => sweep(), 20, 10],
  ['the list of webhooks', ({ webhooks }) => webhooks(), 1500, 10_000],
  ['the routes of a resource', ({ routes }) => routes(), 400, 10_000],
]

describe('a marketplace with 10,000 webhooks', () => {
  let world: BigMarketplace
  beforeAll(async () => {
    world = await aBigMarketplace()
  }, 240_000)

  it.each(budgets)('reads for %s within its budget', async (name, act, maxUnits, maxItems) => {
    const { units, items } = await world.reads(() => act(world))

    console.log(`${name}: ${units} units, ${items} items`)
    expect(units).toBeLessThanOrEqual(maxUnits)
    expect(items).toBeLessThanOrEqual(maxItems)
    expect(documented(new RegExp(`\\n\\| ${name} +\\| ([\\d,]+)`))).toBe(Math.ceil(units))
    expect(documented(new RegExp(`\\n\\| ${name} +\\| [\\d,]+ +\\| ([\\d,]+)`))).toBe(items)
  })
})
