import { describe, expect, it } from '@jest/globals'

import { busiestKey, sumOfUnits } from '../support/cost/watched-tables.ts'
import { documented } from '../support/documented.ts'
import { drain } from '../support/drain.ts'

const million = 1e6

describe('deliveries that waited for one receiver', () => {
  it('are delivered at a steady rate that lets a million take less than an hour', async () => {
    const { waiting, seconds, rates, units, costs, ...most } = await drain(10_000)

    const steady = rates.slice(3, 9)
    const rate = Math.min(...steady)
    const secondsOf = (count: number) => seconds + (count - waiting) / rate
    const secondsOfMillion = secondsOf(million)
    const each = (total: number) => total / waiting
    const { place, units: busiest } = busiestKey(units, 'writes')
    console.log(
      `${waiting} in ${seconds} s, ${rates.map(Math.round).join(', ')} a second; ` +
        `a million in ${secondsOfMillion / 60} minutes; most ${JSON.stringify(most)}\n` +
        `${JSON.stringify(costs)}; ${JSON.stringify(sumOfUnits(units))}; ` +
        `${place}: ${busiest / seconds} a second`,
    )
    expect(Math.max(...steady) / rate).toBeLessThan(1.02)
    expect(secondsOfMillion).toBeLessThan(3600)
    expect(most.maxInFlight).toBeLessThanOrEqual(100)
    expect(most.maxQueued).toBeLessThanOrEqual(100)
    expect(each(costs.deliveries)).toBeLessThan(1.01)
    expect(each(costs.wakeUps)).toBeLessThan(0.04)
    expect(costs.itemsRead / costs.wakeUps).toBeLessThan(400)
    expect(busiest / seconds).toBeLessThan(800)

    expect(documented(/1,000,000 of them +\| (\d+) minutes/)).toBe(Math.ceil(secondsOfMillion / 60))
    expect(documented(/20,000 of them.*?(\d+) s/)).toBe(Math.round(secondsOf(20_000)))
    expect(documented(/each costs (\d+) write units/)).toBe(
      Math.round(each(sumOfUnits(units).writes)),
    )
    expect(documented(/write units and (\d+) read units/)).toBe(
      Math.round(each(sumOfUnits(units).reads)),
    )
  }, 240_000)
})
