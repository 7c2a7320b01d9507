import { describe, expect, it } from '@jest/globals'

import { claim } from '../../../core/deliver/claim.ts'
import type { Delivery } from '../../../core/deliveries/delivery.ts'
import type { DeliveryMessage } from '../../../core/deliveries/delivery-message.ts'
import { record, completeEarlierRecord } from '../../../core/deliver/record.ts'
import {
  aDelivery,
  afterNoon,
  anAttempt,
  anEvent,
  aWaitingDelivery,
  aWebhook,
  noon,
  rowOf,
} from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'
import type { WaitingRow } from '../../../core/waiting/waiting-row.ts'

const failed = aDelivery({ status: 'failed', attempts: [anAttempt()], revision: 1 })
const leasedUntil = afterNoon(900)

/** A management with the delivery, its webhook and its event. */
const aWorld = (delivery: Delivery, given: Parameters<typeof aManagement>[0] = {}) =>
  aManagement({ webhooks: [aWebhook()], events: [anEvent()], deliveries: [delivery], ...given })

const retryOf = ({ id }: Delivery) => `POST /deliveries/${id}/retry`

describe('POST /deliveries/{id}/retry', () => {
  it('asks for one more attempt of an exhausted delivery, which everybody sees', async () => {
    const world = aWorld(failed)

    const answer = await world.ask(retryOf(failed))

    expect(answer.status).toBe(202)
    expect(bodyOf(answer)).toMatchObject({
      id: failed.id,
      status: 'pending',
      attemptCount: 1,
      requested: { by: 'manager-1', at: noon.toISOString() },
      attempts: [{ number: 1, outcome: 'failed' }],
    })
    const row = { ...rowOf(failed), dueAt: noon.toISOString(), leasedUntil }
    expect(world.waiting.sent).toEqual([{ ...row, isRequested: true }])
    expect(await lentOf(world)).toEqual([row])
    expect(world.waiting.wakeUps).toMatchObject([{ at: leasedUntil }])
  })

  it.each<[string, Partial<Delivery>]>([
    ['somebody makes one', { ...failed, status: 'pending', leasedUntil: afterNoon(1) }],
    ['somebody asked for one', { status: 'pending', requested: requestedAt(-899) }],
    ['its first message is on its way', { status: 'pending', attempts: [], revision: 0 }],
  ])('refuses while an attempt is in progress: %s', async (_, state) => {
    const delivery = { ...failed, ...state }
    const world = aWorld(delivery)

    const answer = await world.ask(retryOf(delivery))

    expect(answer).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
    })
    expect(bodyOf(answer)['detail']).toContain('an attempt is in progress')
    expect(world.waiting.sent).toEqual([])
    expect(world.deliveries).toEqual([delivery])
  })

  it('asks anew when what was asked for a quarter of an hour ago did not happen', async () => {
    const requested = { by: 'manager-0', at: afterNoon(-900), status: 'skipped' as const }
    const world = aWorld({ ...failed, status: 'pending', attempts: [], requested })

    const answer = await world.ask(retryOf(failed))

    expect(answer.status).toBe(202)
    expect(world.deliveries[0]?.requested).toEqual({
      by: 'manager-1',
      at: noon.toISOString(),
      status: 'skipped',
    })
  })

  it.each([
    ['removed', { webhooks: [] }, "its webhook 'webhook-1' was deleted"],
    ['disabled', { webhooks: [aWebhook({ enabled: false })] }, 'is disabled; enable it first'],
    ['without its event', { events: [] }, 'its event is no longer stored'],
  ])('refuses when the delivery has nowhere to go: %s', async (_, given, detail) => {
    const world = aWorld(failed, given)

    const answer = await world.ask(retryOf(failed))

    expect(answer.status).toBe(409)
    expect(bodyOf(answer)['detail']).toContain(detail)
  })

  it('refuses, and leaves no row behind, when the delivery is changed meanwhile', async () => {
    const replaceDelivery = () => Promise.resolve(false)
    const world = aWorld(failed, { ports: { replaceDelivery } })

    const answer = await world.ask(retryOf(failed))

    expect(answer.status).toBe(409)
    expect(await lentOf(world)).toEqual([])
    expect(world.waiting.sent).toEqual([])
  })

  it('knows the deliveries of its marketplace alone, and lets readers read', async () => {
    const world = aWorld(failed)

    const answers = [
      await world.ask(retryOf(failed), { marketplace: 'other' }),
      await world.ask('POST /deliveries/unknown/retry'),
      await world.ask(retryOf(failed), { role: 'viewer' }),
      await world.ask(retryOf(failed), { body: { number: 7 } }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 403, 400])
  })
})

describe('a requested attempt of a delivery that waits', () => {
  const waiting = aWaitingDelivery(1, 600)

  it('that fails leaves the schedule: the delivery is due when it was, with the next number', async () => {
    const { ports, requested } = await aRequest(waiting)

    const claimed = await claim(requested, false, ports)
    if (claimed.kind !== 'claimed') throw new Error('Cannot go on: the claim failed')
    await record(claimed, anAttempt(2, { requestedBy: 'manager-1' }), ports)

    const there = await ports.findDelivery('acme', waiting.id)
    expect(there).toMatchObject({ status: 'pending', dueAt: afterNoon(600) })
    expect(await ports.findWaiting(webhookKey, undefined, 9)).toEqual([
      rowOf(waiting), // whose turn will find that the attempt was made
      { ...rowOf(waiting), number: 3 },
    ])
    expect(await ports.findLeased(webhookKey, 9)).toEqual([])
  })

  it('is the only one of its number, though the delivery comes due while it is on its way', async () => {
    const { ports, requested } = await aRequest(waiting)
    const claimed = await claim(requested, false, ports)
    if (claimed.kind !== 'claimed') throw new Error('Cannot go on: the claim failed')
    const due = { ...rowOf(waiting), leasedUntil: afterNoon(4200) }
    const message: DeliveryMessage = due

    const early = await claim(message, false, ports)
    await record(claimed, anAttempt(2, { requestedBy: 'manager-1' }), ports)
    await ports.lease(rowOf(waiting), due.leasedUntil) // late: the row of the third is there by now
    const late = await claim(message, true, ports)

    expect([early.kind, late.kind]).toEqual(['busy', 'already-attempted'])
    if (late.kind === 'already-attempted')
      expect(await completeEarlierRecord(late, ports)).toBe('already-attempted')
    expect(await ports.findWaiting(webhookKey, undefined, 9)).toMatchObject([{ number: 3 }])
  })

  it('that ends when the next is due keeps it a minute away, until all is recorded', async () => {
    const { ports, requested } = await aRequest(aWaitingDelivery(1, 59))
    const claimed = await claim(requested, false, ports)
    if (claimed.kind !== 'claimed') throw new Error('Cannot go on: the claim failed')

    await record(claimed, anAttempt(2, { requestedBy: 'manager-1' }), ports)

    expect(await ports.findWaiting(webhookKey, undefined, 9)).toMatchObject([
      { dueAt: afterNoon(59), number: 2 },
      { dueAt: afterNoon(60), number: 3 },
    ])
  })
})

const webhookKey = { marketplace: 'acme', id: 'webhook-1' }

function requestedAt(seconds: number): NonNullable<Delivery['requested']> {
  return { by: 'manager-0', at: afterNoon(seconds), status: 'failed' }
}

function lentOf({ waiting }: ReturnType<typeof aWorld>): Promise<WaitingRow[]> {
  return waiting.ports.findLeased(webhookKey, 9)
}

/** The message of a retry that was asked for, and what it takes to handle it. */
async function aRequest(delivery: Delivery) {
  const world = aWorld(delivery)
  await world.waiting.ports.park(rowOf(delivery))
  await world.ask(retryOf(delivery))
  const requested = world.waiting.sent.find(({ isRequested }) => isRequested)
  if (requested === undefined) throw new Error('Cannot go on: nothing was queued')

  const ports = {
    ...world.waiting.ports,
    ...world.ports,
    saveExchange: () => Promise.resolve(),
    waitsSeconds: [300],
    random: () => 0,
  }
  return { ports, requested }
}
