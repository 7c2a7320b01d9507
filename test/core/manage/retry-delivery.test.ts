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

/** A management API with the delivery, its webhook and its event. */
const aWorld = (delivery: Delivery, given: Parameters<typeof aManagement>[0] = {}) =>
  aManagement({ webhooks: [aWebhook()], events: [anEvent()], deliveries: [delivery], ...given })

const retryOf = ({ id }: Delivery) => `POST /deliveries/${id}/retry`

describe('POST /deliveries/{id}/retry', () => {
  it('requests one more attempt at a failed delivery, and shows it to every viewer', async () => {
    const world = aWorld(failed)

    const response = await world.ask(retryOf(failed))

    expect(response.status).toBe(202)
    expect(bodyOf(response)).toMatchObject({
      id: failed.id,
      status: 'pending',
      attemptCount: 1,
      requested: { by: 'manager-1', at: noon.toISOString() },
      attempts: [{ number: 1, outcome: 'failed' }],
    })
    const row = { ...rowOf(failed), dueAt: noon.toISOString(), leasedUntil }
    expect(world.waiting.sent).toEqual([{ ...row, isRequested: true }])
    expect(await leasedRowsOf(world)).toEqual([row])
    expect(world.waiting.wakeUps).toMatchObject([{ at: leasedUntil }])
  })

  it.each<[string, Partial<Delivery>]>([
    ['it is claimed', { ...failed, status: 'pending', leasedUntil: afterNoon(1) }],
    ['one was requested', { status: 'pending', requested: requestedAt(-899) }],
    ['its first message is queued', { status: 'pending', attempts: [], revision: 0 }],
  ])('rejects while an attempt is in progress: %s', async (_, state) => {
    const delivery = { ...failed, ...state }
    const world = aWorld(delivery)

    const response = await world.ask(retryOf(delivery))

    expect(response).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json' },
    })
    expect(bodyOf(response)['detail']).toContain('an attempt is in progress')
    expect(world.waiting.sent).toEqual([])
    expect(world.deliveries).toEqual([delivery])
  })

  it('requests again when the attempt requested 15 minutes ago was not made', async () => {
    const requested = { by: 'manager-0', at: afterNoon(-900), status: 'skipped' as const }
    const world = aWorld({ ...failed, status: 'pending', attempts: [], requested })

    const response = await world.ask(retryOf(failed))

    expect(response.status).toBe(202)
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
  ])('rejects when the delivery cannot be sent: %s', async (_, given, detail) => {
    const world = aWorld(failed, given)

    const response = await world.ask(retryOf(failed))

    expect(response.status).toBe(409)
    expect(bodyOf(response)['detail']).toContain(detail)
  })

  it('rejects, and leaves no row, when the delivery is changed meanwhile', async () => {
    const replaceDelivery = () => Promise.resolve(false)
    const world = aWorld(failed, { ports: { replaceDelivery } })

    const response = await world.ask(retryOf(failed))

    expect(response.status).toBe(409)
    expect(await leasedRowsOf(world)).toEqual([])
    expect(world.waiting.sent).toEqual([])
  })

  it('finds only deliveries of its marketplace, and requires the write scope', async () => {
    const world = aWorld(failed)

    const responses = [
      await world.ask(retryOf(failed), { marketplace: 'other' }),
      await world.ask('POST /deliveries/unknown/retry'),
      await world.ask(retryOf(failed), { role: 'viewer' }),
      await world.ask(retryOf(failed), { body: { number: 7 } }),
    ]

    expect(responses.map(({ status }) => status)).toEqual([404, 404, 403, 400])
  })
})

describe('a requested attempt at a waiting delivery', () => {
  const waiting = aWaitingDelivery(1, 600)

  it('that fails does not change the schedule: the delivery is due as before, with the next number', async () => {
    const { ports, requested } = await aRequest(waiting)

    const claimed = await claim(requested, false, ports)
    if (claimed.kind !== 'claimed') throw new Error('Cannot continue: the claim failed')
    await record(claimed, anAttempt(2, { requestedBy: 'manager-1' }), ports)

    const there = await ports.findDelivery('acme', waiting.id)
    expect(there).toMatchObject({ status: 'pending', dueAt: afterNoon(600) })
    expect(await ports.findWaiting(webhookKey, undefined, 9)).toEqual([
      rowOf(waiting), // its message will find that the attempt was made
      { ...rowOf(waiting), number: 3 },
    ])
    expect(await ports.findLeased(webhookKey, 9)).toEqual([])
  })

  it('is the only one of its number, although the delivery becomes due while it is in flight', async () => {
    const { ports, requested } = await aRequest(waiting)
    const claimed = await claim(requested, false, ports)
    if (claimed.kind !== 'claimed') throw new Error('Cannot continue: the claim failed')
    const due = { ...rowOf(waiting), leasedUntil: afterNoon(4200) }
    const message: DeliveryMessage = due

    const early = await claim(message, false, ports)
    await record(claimed, anAttempt(2, { requestedBy: 'manager-1' }), ports)
    await ports.lease([rowOf(waiting)], due.leasedUntil) // late: the row of the third attempt exists by now
    const late = await claim(message, true, ports)

    expect([early.kind, late.kind]).toEqual(['busy', 'already-attempted'])
    if (late.kind === 'already-attempted')
      expect(await completeEarlierRecord(late, ports)).toBe('already-attempted')
    expect(await ports.findWaiting(webhookKey, undefined, 9)).toMatchObject([{ number: 3 }])
  })

  it('that ends when the next is due delays that one by a minute, until everything is recorded', async () => {
    const { ports, requested } = await aRequest(aWaitingDelivery(1, 59))
    const claimed = await claim(requested, false, ports)
    if (claimed.kind !== 'claimed') throw new Error('Cannot continue: the claim failed')

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

function leasedRowsOf({ waiting }: ReturnType<typeof aWorld>): Promise<WaitingRow[]> {
  return waiting.ports.findLeased(webhookKey, 9)
}

/** The message of a requested retry, and the ports to handle it. */
async function aRequest(delivery: Delivery) {
  const world = aWorld(delivery)
  await world.waiting.ports.park(rowOf(delivery))
  await world.ask(retryOf(delivery))
  const requested = world.waiting.sent.find(({ isRequested }) => isRequested)
  if (requested === undefined) throw new Error('Cannot continue: nothing was queued')

  const ports = {
    ...world.waiting.ports,
    ...world.ports,
    saveExchange: () => Promise.resolve(),
    waitsSeconds: [300],
    random: () => 0,
  }
  return { ports, requested }
}
