import { describe, expect, it } from '@jest/globals'

import { newRecovery, sendStep } from '../../core/wake/recovery.ts'
import { aDelivery, anAcceptedEvent, anEvent, aWebhook, noon, uuidOf } from '../support/builders.ts'
import type { RecursiveLoop } from '../support/simulated-queue.ts'
import { answer } from '../support/simulated-receiver.ts'
import { aSimulation, type Simulation } from '../support/simulation.ts'

const minuteMs = 60_000
const key = { marketplace: 'acme', id: 'webhook-1' }

function withSetting(recursiveLoop: RecursiveLoop): Promise<Simulation> {
  return aSimulation({ webhooks: [aWebhook()], recursiveLoop })
}

/** Minutes until this many requests have arrived; Infinity if they have not after the maximum. */
async function minutesUntil(
  { clock, receiver }: Simulation,
  requests: number,
  maxMinutes: number,
): Promise<number> {
  for (let minutes = 1; minutes <= maxMinutes; minutes += 1) {
    await clock.pass(minuteMs)
    if (receiver.seen.length >= requests) return minutes
  }
  return Infinity
}

/** The deliveries of 30 minutes at ten a second wait when their receiver is back. */
async function afterAnOutage(recursiveLoop: RecursiveLoop): Promise<Simulation> {
  const simulation = await withSetting(recursiveLoop)
  const { clock, receiver } = simulation
  receiver.reply = () => answer(500)
  for (let seconds = 0; seconds < 1800; seconds += 10) {
    simulation.publish(100)
    await clock.pass(10_000)
  }
  receiver.reply = () => answer(204)
  receiver.seen.length = 0
  return simulation
}

/** A recovery of this many deliveries that had failed, just started. */
async function withRecovery(recursiveLoop: RecursiveLoop, count: number): Promise<Simulation> {
  const simulation = await withSetting(recursiveLoop)
  const { clock, ports } = simulation
  const createdAt = noon.toISOString()
  for (let number = 1; number <= count; number += 1) {
    const event = anEvent({ uuid: uuidOf(number) })
    const delivery = aDelivery({ event, status: 'failed' })
    await ports.storeEvent(anAcceptedEvent({ event }))
    await ports.replaceDelivery(delivery, { ...delivery, revision: 0 })
  }
  const range = { from: createdAt, to: createdAt }
  const recovery = newRecovery(
    key,
    { id: 'recovery-1', ...range, statuses: ['failed'], total: count },
    { at: createdAt, by: 'manager-1' },
  )
  await ports.addRecovery(recovery)
  await sendStep(recovery, clock.now(), ports)
  return simulation
}

describe("AWS Lambda's rule for recursive loops", () => {
  it.each<[RecursiveLoop, number, number]>([
    ['Allow', 1, 10],
    ['Terminate', 60, Infinity],
  ])(
    '%s: a backlog of 18,000 is gone after %p to %p minutes',
    async (setting, min, max) => {
      const simulation = await afterAnOutage(setting)

      const minutes = await minutesUntil(simulation, 18_000, 60)

      expect(minutes).toBeGreaterThanOrEqual(min)
      expect(minutes).toBeLessThanOrEqual(max)
    },
    300_000,
  )

  it.each<[RecursiveLoop, number, number]>([
    ['Allow', 1, 5],
    ['Terminate', 30, Infinity],
  ])('%s: a recovery of 2,000 takes %p to %p minutes', async (setting, min, max) => {
    const simulation = await withRecovery(setting, 2000)

    const minutes = await minutesUntil(simulation, 2000, 60)

    expect(minutes).toBeGreaterThanOrEqual(min)
    expect(minutes).toBeLessThanOrEqual(max)
  })

  it.each<[RecursiveLoop, number]>([
    ['Allow', 0],
    ['Terminate', 5],
  ])('%s: a delivery that fails eleven times raises %p dead letters', async (setting, expected) => {
    const { clock, receiver, wakeUps, deliveries, ...simulation } = await withSetting(setting)
    receiver.reply = () => answer(500)

    simulation.publish()
    await clock.pass(48 * 60 * minuteMs)

    expect(wakeUps.deadLetters + deliveries.deadLetters).toBe(expected)
  })
})
