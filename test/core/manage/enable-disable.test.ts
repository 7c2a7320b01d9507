import { describe, expect, it } from '@jest/globals'

import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { anAttempt, aWebhook, noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

/** A management of one webhook, whose receiver answers every test with 204. */
function aWorld(enabled: boolean) {
  const delivered = anAttempt(1, { outcome: { kind: 'delivered', status: 204 } })
  const ended: Partial<Delivery> = { status: 'successful', attempts: [delivered] }
  const world: ReturnType<typeof aManagement> = aManagement({
    webhooks: [aWebhook({ enabled })],
    ports: {
      findDelivery: (_, id) => {
        const found = world.deliveries.find((delivery) => delivery.id === id)
        return Promise.resolve(found && { ...found, ...ended })
      },
    },
  })
  return world
}

describe('POST /webhooks/{id}/enable', () => {
  it('probes the receiver and enables the webhook, as PATCH does', async () => {
    const world = aWorld(false)

    const response = await world.ask('POST /webhooks/webhook-1/enable')

    expect(response).toMatchObject({ status: 200, headers: { etag: '"2"' } })
    expect(bodyOf(response)).toMatchObject({
      enabled: true,
      version: 2,
      changedBy: 'manager-1',
      health: { state: 'healthy' },
      probe: { succeeded: true, attempt: { status: 204 } },
    })
    expect(world.webhooks.get('webhook-1')).toMatchObject({ enabled: true, version: 2 })
  })
})

describe('POST /webhooks/{id}/disable', () => {
  it('disables the webhook and sends nothing', async () => {
    const world = aWorld(true)

    const response = await world.ask('POST /webhooks/webhook-1/disable', { body: {} })

    expect(bodyOf(response)).toMatchObject({
      enabled: false,
      version: 2,
      health: { state: 'disabled', disabled: { at: noon.toISOString(), by: 'manager-1' } },
    })
    expect(world.webhooks.get('webhook-1')).toMatchObject({ enabled: false, version: 2 })
    expect(world.waiting.sent).toEqual([])
  })
})

describe('POST /webhooks/{id}/probe', () => {
  it('sends a test, shows its result, and puts it on record', async () => {
    const world = aWorld(true)

    const response = await world.ask('POST /webhooks/webhook-1/probe')

    expect(response).toMatchObject({ status: 200, headers: { etag: '"1"' } })
    expect(bodyOf(response)).toMatchObject({
      enabled: true,
      health: { state: 'healthy' },
      probe: { succeeded: true, attempt: { status: 204 } },
    })
    const { items } = bodyOf(await world.ask('GET /audit'))
    expect(items).toMatchObject([{ action: 'webhook.tested', by: 'manager-1' }])
  })

  it('answers 409 and sends nothing when the webhook is disabled', async () => {
    const world = aWorld(false)

    const response = await world.ask('POST /webhooks/webhook-1/probe')

    expect(response).toMatchObject({
      status: 409,
      body: { detail: 'Cannot probe: the webhook is disabled; enabling it sends a probe' },
    })
    expect(world.deliveries).toEqual([])
  })
})

describe.each([
  ['enable', true],
  ['disable', false],
])('POST /webhooks/{id}/%s', (name, enabled) => {
  const line = `POST /webhooks/webhook-1/${name}`

  it('answers with the unchanged webhook when it already has that state', async () => {
    const world = aWorld(enabled)

    const response = await world.ask(line)

    expect(response).toMatchObject({ status: 200, headers: { etag: '"1"' } })
    expect(bodyOf(response)).toMatchObject({ enabled, version: 1, health: {} })
    expect(world.webhooks.get('webhook-1')).toEqual(aWebhook({ enabled }))
    expect(world.waiting.sent).toEqual([])
  })

  it.each([
    [200, '"1"'],
    [200, '*'],
    [412, '"2"'],
  ])('answers %i when If-Match is %s and the version is 1', async (status, match) => {
    const world = aWorld(!enabled)

    const response = await world.ask(line, { headers: { 'if-match': match } })

    expect(response.status).toBe(status)
    expect(world.webhooks.get('webhook-1')?.enabled).toBe(status === 200 ? enabled : !enabled)
  })

  it('answers 400 to an unknown field', async () => {
    const response = await aWorld(!enabled).ask(line, { body: { enabled } })

    expect(response).toMatchObject({ status: 400, body: { errors: [{ path: 'enabled' }] } })
  })

  it('answers 404 for a webhook of another marketplace', async () => {
    const response = await aWorld(!enabled).ask(line, { marketplace: 'globex' })

    expect(response.status).toBe(404)
  })
})
