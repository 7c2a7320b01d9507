import { describe, expect, it } from '@jest/globals'

import { anEvent, aWebhook, noon, uuidOf } from '../support/builders.ts'
import { pendingIn } from '../support/found-deliveries.ts'
import { answer } from '../support/simulated-receiver.ts'
import { aSimulation, type Simulation } from '../support/simulation.ts'

const hourMs = 3_600_000

/** Events of this many resources, one after the other. */
const eventsOf = (resources: number) => (number: number) => {
  const uuid = `resource-${number % resources}`
  return anEvent({ uuid: uuidOf(number), resource: { ...anEvent().resource, uuid } })
}

/** The sequences that arrived, by resource. */
async function arrivedOf({ receiver, ports }: Simulation) {
  const arrived = new Map<string, number[]>()
  for (const { delivery, sequence = 0 } of receiver.seen) {
    const found = await ports.findDelivery('acme', delivery)
    const name = found?.event.resource.uuid ?? ''
    arrived.set(name, [...(arrived.get(name) ?? []), sequence])
  }
  return arrived
}

describe('a webhook with ordering', () => {
  it.each([
    ['one machine', false, 10],
    ['SQS', true, 10],
  ])(
    'gets 10 events of each resource in order on %s, and many resources concurrently',
    async (name, isByTheSecond, each) => {
      const resources = 20
      const simulation = await aSimulation({
        webhooks: [aWebhook({ ordering: 'RESOURCE' })],
        eventOf: eventsOf(resources),
        latencyMs: 100,
        isByTheSecond,
      })
      for (let count = 0; count < each; count += 1) {
        simulation.publish(resources)
        await simulation.clock.pass(10)
      }
      await simulation.clock.pass(hourMs)

      const { receiver } = simulation
      const seconds = ((receiver.seen.at(-1)?.at ?? NaN) - noon.getTime()) / 1000
      const { wakeUps, writes, reads } = simulation.costs()
      console.log(
        `${name}: ${each} events of each of ${resources} resources in ${seconds} s, ` +
          `${receiver.maxInFlight} in flight; of each delivery ${wakeUps / 200} wake-ups, ` +
          `${writes / 200} writes, ${reads / 200} reads`,
      )
      const inOrder = Array.from({ length: each }, (_, index) => index + 1)
      for (const arrived of (await arrivedOf(simulation)).values()) expect(arrived).toEqual(inOrder)
      expect(receiver.maxInFlight).toBeGreaterThan(resources / 2)
      expect(receiver.maxInFlight).toBeLessThanOrEqual(resources)
      expect([...(await pendingIn(simulation.ports))]).toEqual([])
    },
  )

  it('keeps the order when the receiver fails at times and messages come twice', async () => {
    const simulation = await aSimulation({
      webhooks: [aWebhook({ ordering: 'RESOURCE' })],
      eventOf: eventsOf(3),
      waitsSeconds: [60, 60, 60, 60],
    })
    const { receiver, clock } = simulation
    let requests = 0
    receiver.reply = () => {
      requests += 1
      return answer(requests % 4 === 0 ? 500 : 204)
    }
    let messages = 0
    const often = () => ((messages += 1) % 5 === 0 ? ('repeated' as const) : undefined)
    simulation.deliveries.fateOf = often
    simulation.wakeUps.fateOf = often

    clock.every(500, () => {
      if (simulation.events < 60) simulation.publish()
    })
    await clock.pass(12 * hourMs)

    for (const arrived of (await arrivedOf(simulation)).values()) {
      expect(arrived).toEqual(arrived.toSorted((one, other) => one - other))
      expect(new Set(arrived).size).toBe(20)
    }
    expect([...(await pendingIn(simulation.ports))]).toEqual([])
  })
})
