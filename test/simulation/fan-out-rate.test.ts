import { describe, expect, it } from '@jest/globals'

import { toBusMessage } from '../../core/events/bus-event.ts'
import { fanOutWork } from '../../lib/work.ts'
import { anEvent, uuidOf } from '../support/builders.ts'
import { documented } from '../support/documented.ts'
import { aFanOut } from '../support/simulated-fan-out.ts'

describe('fan-out at its maximum concurrency', () => {
  it.each([
    [1, /with one webhook each.*?([\d,]+) a second/],
    [5, /with five webhooks each.*?([\d,]+) a second/],
  ])('takes as many events as documented when each has %i webhooks', async (count, figure) => {
    const world = await aFanOut(count, { cpuMs: 6, latencyMs: 5 })
    const events = Array.from({ length: 10 * fanOutWork.batchSize }, (_, index) =>
      toBusMessage(anEvent({ uuid: uuidOf(index) }), { id: `bus-${index}` }),
    )
    world.send(events)

    await world.run()

    const { invocations, messages } = world.results()
    const seconds = invocations.reduce((total, ms) => total + ms, 0) / 1000
    const perSecond = (events.length / seconds) * fanOutWork.maxConcurrency
    console.log(
      `${count} webhooks: ${(seconds * 1000) / invocations.length} ms a batch, ${perSecond}/s`,
    )
    expect(messages).toHaveLength(events.length * count)
    expect(documented(figure) / perSecond).toBeGreaterThan(0.95)
    expect(documented(figure) / perSecond).toBeLessThan(1.05)
  })
})
