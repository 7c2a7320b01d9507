import { describe, expect, it } from '@jest/globals'

import { toBusMessage } from '../../core/events/bus-event.ts'
import { fanOutWork } from '../../lib/work.ts'
import { anEvent, uuidOf } from '../support/builders.ts'
import { documented } from '../support/documented.ts'
import { aFanOut } from '../support/simulated-fan-out.ts'
import type { Cost } from '../support/simulated-function.ts'

const webhookCount = 2_000
const eventCount = 10
const timeoutMs = fanOutWork.timeout.toMilliseconds()

describe('ten events with two thousand webhooks each, in one batch', () => {
  // 256 MB are a seventh of a vCPU: a write takes 6 ms of it, as measured for the AWS SDK.
  it.each<[string, Cost, number]>([
    ['within 5 ms', { cpuMs: 6, latencyMs: 5 }, documented(/are sent after (\d+) s/)],
    ['within 300 ms', { cpuMs: 6, latencyMs: 300 }, 210],
  ])('become one message per delivery when DynamoDB answers %s', async (...row) => {
    const [, writeCost, maxSeconds] = row
    const world = await aFanOut(webhookCount, writeCost)
    world.send(
      Array.from({ length: eventCount }, (_none, index) =>
        toBusMessage(anEvent({ uuid: uuidOf(index) }), { id: `bus-${index}` }),
      ),
    )

    await world.run()

    const { invocations, retries, maxCalls, refusedDeliveries, messages } = world.results()
    console.log(
      `${messages.length} deliveries in ${sum(invocations) / 1000} s and ${invocations.length} ` +
        `invocations of at most ${Math.max(...invocations) / 1000} s; max calls ${maxCalls}`,
    )
    expect(new Set(messages).size).toBe(webhookCount * eventCount)
    expect(messages).toHaveLength(webhookCount * eventCount)
    expect([retries, refusedDeliveries]).toEqual([0, 0])
    expect(Math.max(...invocations)).toBeLessThan(timeoutMs - 9_300) // a call without a response
    expect(sum(invocations) / 1000).toBeLessThan(maxSeconds * 1.05)
    expect(maxCalls).toBeLessThanOrEqual(50)
  })

  it('are not waited for by an event with one webhook', async () => {
    const world = await aFanOut(webhookCount, { cpuMs: 6, latencyMs: 5 })
    const small = anEvent({ uuid: uuidOf(99), resourceAction: 'CHANGED' })
    const large = anEvent({ uuid: uuidOf(1) })
    world.send([toBusMessage(large, { id: 'large' }), toBusMessage(small, { id: 'small' })])

    await world.run()

    expect(world.results().messages.findIndex((name) => name.includes(small.uuid))).toBeLessThan(
      100,
    )
  })
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
