import { describe, expect, it } from '@jest/globals'

import type { Reply } from '../../core/deliveries/outcome.ts'
import { aWebhook } from '../support/builders.ts'
import { answer, type Latency } from '../support/simulated-receiver.ts'
import { aSimulation } from '../support/simulation.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }
const isFailure = (reply: Reply) => reply.kind === 'answered' && reply.status === 500

/** A receiver that gets a hundred events per second for ten seconds. */
async function aBurst(latencyMs: Latency, fails: (number: number) => boolean) {
  const simulation = await aSimulation({ webhooks: [aWebhook()], latencyMs })
  const { clock, ports, receiver } = simulation
  let requests = 0
  receiver.reply = () => answer(fails((requests += 1)) ? 500 : 204)
  let [opened, requestsUntilThen] = [0, 0]
  for (let tenth = 0; tenth < 100; tenth += 1) {
    simulation.publish(10)
    await clock.pass(100)
    const isOpen = (await ports.findHealth(key))?.circuit !== undefined
    if (isOpen && opened === 0) requestsUntilThen = requests
    if (isOpen) opened += 1
  }
  return { opened, requestsUntilThen, requests }
}

describe('a burst of events', () => {
  it.each<[string, Latency]>([
    ['always takes the same time', 200],
    ['fails fast and succeeds slowly', (reply) => (isFailure(reply) ? 5 : 250)],
    ['fails slowly and succeeds fast', (reply) => (isFailure(reply) ? 1000 : 5)],
  ])(
    'leave the circuit closed when one in seven fails at a receiver that %s',
    async (_, latency) => {
      const { opened, requests } = await aBurst(latency, (number) => number % 7 === 0)

      expect([opened, requests]).toEqual([0, 1000])
    },
  )

  it.each([
    ['fails fast', 5, 50],
    ['fails slowly', 200, 70],
    ['hangs', 3000, 350],
  ])('open it when the receiver %s', async (_, latency, max) => {
    const { opened, requestsUntilThen } = await aBurst(latency, () => true)

    expect(opened).toBeGreaterThan(0)
    expect(requestsUntilThen).toBeLessThanOrEqual(max)
  })
})
