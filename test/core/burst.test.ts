import { expect, it } from '@jest/globals'

import { deliver } from '../../core/deliver.ts'
import { aDelivery, anEvent, aWebhook, firstMessage, uuidOf } from '../support/builders.ts'
import { aWorld } from '../support/world.ts'

const events = Array.from({ length: 36 }, (_, number) => anEvent({ uuid: uuidOf(number) }))
const deliveries = events.map((event) => aDelivery({ id: event.uuid, event }))

/** A world whose receiver fails each request with a number that `fails` takes. */
function aBurstWorld(fails: (number: number) => boolean) {
  const replies = events.map((_, number) => (fails(number) ? 500 : 204))
  const world = aWorld({ webhooks: [aWebhook()], events, deliveries, replies })
  const send = (number: number) =>
    deliver(firstMessage(deliveries[number], events[number]), false, world.needs)
  return { world, send, sendAtOnce: (numbers: number[]) => Promise.all(numbers.map(send)) }
}

const burst = events.slice(0, 32).map((_, number) => number)

it.each<[string, (number: number) => boolean]>([
  ['each seventh', (number) => number % 7 === 0],
  ['each', () => true],
])('a burst of which %s fails counts as one failure', async (_, fails) => {
  const { world, sendAtOnce } = aBurstWorld(fails)

  await sendAtOnce(burst)

  expect(world.requests).toHaveLength(32)
  expect([...world.health.values()]).toMatchObject([{ failures: 1 }])
})

it('four failures after a burst open the circuit', async () => {
  const { world, send, sendAtOnce } = aBurstWorld(() => true)
  await sendAtOnce(burst)

  for (const number of [32, 33, 34, 35]) await send(number)

  expect([...world.health.values()]).toMatchObject([{ failures: 5, circuit: { probes: 0 } }])
})
