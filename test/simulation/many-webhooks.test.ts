import { describe, expect, it } from '@jest/globals'

import type { DeliveryMessage } from '../../core/deliveries/delivery-message.ts'
import { toBusMessage } from '../../core/events/bus-event.ts'
import { fanOutHandler } from '../../lambdas/fan-out.ts'
import { fanOutWork } from '../../lib/work.ts'
import { anEntry, anEvent, aWebhook, noon, uuidOf } from '../support/builders.ts'
import { clockwork } from '../support/clockwork.ts'
import { memoryStores } from '../support/memory-stores.ts'
import { type Cost, simulatedFunction } from '../support/simulated-function.ts'

const webhookCount = 2_000
const eventCount = 10
const timeoutMs = fanOutWork.timeout.toMilliseconds()

describe('ten events with two thousand webhooks each, in one batch', () => {
  // 256 MB are a seventh of a vCPU: a write takes 6 ms of it, as measured for the AWS SDK.
  it.each<[string, Cost]>([
    ['within 5 ms', { cpuMs: 6, latencyMs: 5 }],
    ['within 300 ms', { cpuMs: 6, latencyMs: 300 }],
  ])('become one message per delivery when DynamoDB answers %s', async (_, writeCost) => {
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

/** Fan-out over its own storage code, where every call takes its time. */
async function aFanOut(count: number, writeCost: Cost) {
  const clock = clockwork(noon)
  const lambda = simulatedFunction(clock, fanOutWork.batchSize, timeoutMs)
  const { ports, tables } = memoryStores(clock.now, () => Promise.resolve())
  for (let number = 1; number <= count; number += 1) {
    await ports.addWebhook(webhookNumber(number), anEntry({ webhook: `webhook-${number}` }))
  }
  const messages: string[] = []
  const handler = fanOutHandler({
    ...ports,
    findRoutes: (...key) =>
      lambda.call({ cpuMs: 200, latencyMs: 50 }, () => ports.findRoutes(...key)),
    storeEvent: (event) => lambda.call(writeCost, () => ports.storeEvent(event)),
    addDelivery: (delivery) => lambda.call(writeCost, () => ports.addDelivery(delivery)),
    queueDeliveries: async (queued) => {
      await Promise.all(
        tens(queued).map((ten) => lambda.call({ cpuMs: 8, latencyMs: 15 }, () => take(ten))),
      )
    },
    handOn: (event, { source, after }) =>
      lambda.call({ cpuMs: 8, latencyMs: 15 }, () => {
        lambda.send([toBusMessage(event, { id: source, after })])
        return Promise.resolve()
      }),
    deadLetter: () => Promise.reject(new Error('No event is malformed')),
    now: clock.now,
    log: () => undefined,
  })
  const take = (ten: readonly DeliveryMessage[]) => {
    messages.push(...ten.map(({ endpoint, enclosed }) => `${enclosed?.event?.uuid} ${endpoint}`))
    return Promise.resolve()
  }
  return {
    send: lambda.send,
    run: () => lambda.run(handler),
    results: () => ({ ...lambda, messages, refusedDeliveries: tables.deliveries.counts.refused }),
  }
}

/** The first webhook wants changes, too. */
function webhookNumber(number: number) {
  const events = ['subscription.added', ...(number === 1 ? ['subscription.changed'] : [])]
  return aWebhook({ id: `webhook-${number}`, events })
}

function tens<One>(all: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / 10) }, (_, index) =>
    all.slice(index * 10, index * 10 + 10),
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
