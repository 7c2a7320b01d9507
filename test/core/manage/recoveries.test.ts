import { describe, expect, it } from '@jest/globals'

import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { aDelivery, afterNoon, aWebhook, noon, uuidOf } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const id = uuidOf(4711)
const job = `/webhooks/webhook-1/recoveries/${id}`
const from = afterNoon(-60)

const deliveries: Delivery[] = [
  aDelivery({ label: 'a', status: 'failed' }),
  aDelivery({ label: 'b', status: 'skipped' }),
  aDelivery({ label: 'c', status: 'skipped', createdAt: afterNoon(-61) }),
  aDelivery({ label: 'd', status: 'successful' }),
  aDelivery({ label: 'e', status: 'failed', endpoint: 'webhook-2' }),
]

const aWorld = (webhooks = [aWebhook()]) => aManagement({ webhooks, deliveries })

const start = (world: ReturnType<typeof aWorld>, body: object = {}) =>
  world.ask('POST /webhooks/webhook-1/recover', { body: { from, ...body } })

describe('POST /webhooks/{id}/recover', () => {
  it('only counts the deliveries in a dry run', async () => {
    const world = aWorld()

    const response = await start(world, { dryRun: true })

    expect(response.status).toBe(200)
    expect(bodyOf(response)).toMatchObject({ counts: { failed: 1, skipped: 1 }, total: 2 })
    expect(world.waiting.wakeUps).toEqual([])
  })

  it('starts a job, which every viewer can read', async () => {
    const world = aWorld()

    const response = await start(world, { statuses: ['skipped'] })

    const expected = {
      id,
      webhook: 'webhook-1',
      status: 'running',
      from,
      to: noon.toISOString(),
      statuses: ['skipped'],
      total: 1,
      recovered: 0,
      createdAt: noon.toISOString(),
      by: 'manager-1',
    }
    expect(response).toEqual({ status: 202, headers: { location: job }, body: expected })
    expect(await world.ask(`GET ${job}`, { role: 'viewer' })).toMatchObject({ body: expected })
    expect(world.waiting.wakeUps).toMatchObject([
      { message: { kind: 'recover', endpoint: 'webhook-1', recovery: id, step: 0 } },
    ])
  })

  it('rejects a second one while the first is running', async () => {
    const world = aWorld()
    await start(world)

    expect(await start(world)).toMatchObject({ status: 409 })
    await world.ask(`POST ${job}/cancel`)
    expect(await start(world)).toMatchObject({ status: 202 })
  })

  it.each<[string, object, number]>([
    ['without a start time', { from: undefined }, 400],
    ['of a status that cannot be sent again', { statuses: ['successful'] }, 400],
    ['of no status', { statuses: [] }, 400],
    ['that ends before it starts', { to: afterNoon(-61) }, 400],
    ['that starts in the future', { from: afterNoon(1), to: afterNoon(60) }, 400],
    ['that starts in the future, as a dry run', { from: afterNoon(1), dryRun: true }, 400],
  ])('rejects one %s', async (_, body, status) => {
    expect(await start(aWorld(), body)).toMatchObject({ status })
  })

  it('names the field when from is after to', async () => {
    const response = await start(aWorld(), { to: afterNoon(-61) })

    expect(bodyOf(response)).toMatchObject({
      errors: [{ path: 'from', message: 'must be before now, and not after to' }],
    })
  })

  it('accepts timestamps of any offset, and describes the format', async () => {
    const taken = await start(aWorld(), { from: '2020-01-01T00:00:00+01:00', dryRun: true })
    const refused = await start(aWorld(), { from: '2020-01-01' })

    expect(bodyOf(taken)).toMatchObject({ from: '2019-12-31T23:00:00.000Z' })
    expect(bodyOf(refused)).toMatchObject({
      errors: [{ path: 'from', message: 'must be a timestamp, such as 2026-01-31T00:00:00Z' }],
    })
  })

  it('rejects one of a disabled or unknown webhook', async () => {
    const responses = [await start(aWorld([aWebhook({ enabled: false })])), await start(aWorld([]))]

    expect(responses.map(({ status }) => status)).toEqual([409, 404])
  })
})

describe('POST /webhooks/{id}/recoveries/{job}/cancel', () => {
  it('ends the job, and records the actor', async () => {
    const world = aWorld()
    await start(world)

    const response = await world.ask(`POST ${job}/cancel`)

    const expected = { status: 'cancelled', reason: 'cancelled by manager-1' }
    expect(bodyOf(response)).toMatchObject({ ...expected, endedAt: noon.toISOString() })
    expect(bodyOf(await world.ask(`GET ${job}`))).toMatchObject(expected)
    expect(await world.ask(`POST ${job}/cancel`)).toMatchObject({ status: 200 })
  })

  it('rejects a body with fields, and continues', async () => {
    const world = aWorld()
    await start(world)

    expect(await world.ask(`POST ${job}/cancel`, { body: { x: 1 } })).toMatchObject({ status: 400 })
    expect(bodyOf(await world.ask(`GET ${job}`))).toMatchObject({ status: 'running' })
  })

  it('finds only jobs of its marketplace', async () => {
    const world = aWorld()
    await start(world)

    const responses = [
      await world.ask(`POST ${job}/cancel`, { marketplace: 'other' }),
      await world.ask('GET /webhooks/webhook-1/recoveries/unknown'),
    ]

    expect(responses.map(({ status }) => status)).toEqual([404, 404])
  })
})
