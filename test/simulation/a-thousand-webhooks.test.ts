import { describe, expect, it } from '@jest/globals'

import { toBusMessage } from '../../core/events/bus-event.ts'
import { fanOutWork } from '../../lib/work.ts'
import { aBusyMarketplace } from '../support/busy-marketplace.ts'
import { anEvent } from '../support/builders.ts'
import { sumOfUnits } from '../support/cost/watched-tables.ts'
import { documented } from '../support/documented.ts'
import { aFanOut } from '../support/simulated-fan-out.ts'

const webhooks = 1_000

describe('an event with a thousand webhooks', () => {
  it('fans out within the time of one function', async () => {
    const world = await aFanOut(webhooks, { cpuMs: 6, latencyMs: 5 })
    world.send([toBusMessage(anEvent(), { id: 'bus-1' })])

    await world.run()

    const { invocations, messages } = world.results()
    const [ms = NaN, ...others] = invocations
    console.log(`${ms} ms`)
    expect(new Set(messages).size).toBe(webhooks)
    expect(others).toEqual([])
    expect(ms).toBeLessThan(fanOutWork.timeout.toMilliseconds() / 10)
    expect(documented(/1,000 webhooks each.*?([\d.]+) s/)).toBeCloseTo(ms / 1000, 1)
  })

  it('costs a unit for each delivery, and some for the list of them', async () => {
    const { simulation, units } = await aBusyMarketplace({ perSecond: 1, seconds: 1, webhooks })
    units.clear()

    simulation.publish()
    await simulation.clock.pass(60_000)

    const all = sumOfUnits(units)
    const item = sumOfUnits(
      new Map([...units].filter(([place]) => /^events acme#.{36}$/.test(place))),
    )
    const entry = sumOfUnits(units, 'events.byTime')
    const listed = sumOfUnits(units, 'events acme#resource#')
    const ofDeliver =
      sumOfUnits(units, 'webhooks').reads + sumOfUnits(units, 'waiting').reads - routesAndHealth
    console.log(JSON.stringify({ all, item, entry, listed, ofDeliver }))
    expect(simulation.receiver.seen).toHaveLength(webhooks)
    expect(sumOfUnits(units, 'deliveries')).toEqual({ writes: webhooks, reads: 0 })
    expect(ofDeliver / webhooks).toBeLessThan(1.05)
    expect(documented(/its item\s(\d+), /)).toBe(item.writes)
    expect(documented(/two\sentries\s(\d+),/)).toBe(entry.writes)
    expect(listed.writes).toBe(entry.writes)
    expect(documented(/1,000 deliveries\s([\d,]+) write units/)).toBe(all.writes)
  })
})

/** What fan-out reads: a thousand routes, and nothing of health. */
const routesAndHealth = 1
