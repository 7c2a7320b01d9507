import { describe, expect, it } from '@jest/globals'

import type { Attempt, Delivery } from '../../../core/deliveries/delivery.ts'
import type { Health } from '../../../core/health/health.ts'
import { healthy, untried } from '../../../core/health/health.ts'
import { afterNoon, anAttempt, aWebhook, noon } from '../../support/builders.ts'
import { aManagement, bodyOf } from '../../support/management-world.ts'

const disabled = { at: afterNoon(-60), reason: 'status 500' }
const key = { marketplace: 'acme', id: 'webhook-1' }
const failedTest = { at: afterNoon(-5), reason: 'status 500', delivery: 'd-1' }
const failing: Health = {
  ...healthy(key),
  failures: 3,
  failingSince: afterNoon(-60),
  reason: 'status 500',
}
const circuitOpen: Health = {
  ...failing,
  circuit: { openedAt: afterNoon(-30), probes: 0, nextProbeAt: afterNoon(5) },
}

/** A management API with a disabled webhook, whose router makes one attempt with this outcome. */
function aWorld(outcome: Attempt['outcome'] | undefined, health: readonly Health[] = []) {
  const world: ReturnType<typeof aManagement> = aManagement({
    webhooks: [aWebhook({ enabled: false, disabled })],
    health,
    ports: {
      findDelivery: (_, id) => {
        const found = world.deliveries.find((delivery) => delivery.id === id)
        return Promise.resolve(found && outcome ? { ...found, ...endedBy(outcome) } : found)
      },
    },
  })
  const enable = (change: object = {}) =>
    world.ask('PATCH /webhooks/webhook-1', {
      body: { enabled: true, ...change },
      headers: { 'if-match': '"1"' },
    })
  return Object.assign(world, { enable })
}

function endedBy(outcome: Attempt['outcome']): Partial<Delivery> {
  const status = outcome.kind === 'delivered' ? 'successful' : 'failed'
  return { status, attempts: [anAttempt(1, { outcome })] }
}

describe('PATCH /webhooks/{id} {enabled: true}', () => {
  it('probes the receiver, returns the outcome, and enables the webhook', async () => {
    const world = aWorld({ kind: 'delivered', status: 204 }, [circuitOpen])

    const response = await world.enable()

    expect(response.status).toBe(200)
    expect(bodyOf(response)).toMatchObject({
      enabled: true,
      version: 2,
      health: { state: 'healthy' },
      probe: { succeeded: true, attempt: { outcome: 'delivered', status: 204 } },
    })
    expect(bodyOf(response)).not.toHaveProperty('disabled')
    expect(world.webhooks.get('webhook-1')).not.toHaveProperty('disabled')
    expect(world.waiting.sent).toMatchObject([
      { isRequested: true, enclosed: { delivery: { isTest: true } } },
    ])
    expect(await world.ports.findHealth(key)).not.toHaveProperty('circuit')
  })

  it.each<[string, Attempt['outcome'] | undefined, string]>([
    ['fails', { kind: 'failed', reason: 'status 503', status: 503 }, 'status 503'],
    ['refuses', { kind: 'refused', reason: 'status 410', status: 410 }, 'status 410'],
    ['takes too long', undefined, 'no response yet'],
  ])('enables with an open circuit when the receiver %s', async (_, outcome, reason) => {
    const world = aWorld(outcome)

    const response = await world.enable()

    expect(bodyOf(response)).toMatchObject({
      enabled: true,
      health: { state: 'circuit-open', reason },
      probe: { succeeded: false, reason },
    })
    expect(await world.ports.findHealth(key)).toMatchObject({
      reason,
      circuit: { nextProbeAt: new Date(world.now.getTime() + 1_000).toISOString() },
    })
  })

  it('saves other changes first, so that it probes the new receiver', async () => {
    const world = aWorld({ kind: 'delivered', status: 200 })
    const saved: unknown[] = []
    world.ports.queueDeliveries = () => {
      saved.push(world.webhooks.get('webhook-1'))
      return Promise.resolve()
    }

    const response = await world.enable({ url: 'https://new.example.com/hook' })

    expect(saved).toMatchObject([
      { url: 'https://new.example.com/hook', enabled: false, version: 2, disabled },
    ])
    expect(bodyOf(response)).toMatchObject({ enabled: true, version: 3 })
  })

  it('leaves no health row when the webhook is deleted meanwhile', async () => {
    const world = aWorld({ kind: 'failed', reason: 'status 503', status: 503 })
    world.ports.queueDeliveries = () => {
      world.takeWebhook('webhook-1')
      return Promise.resolve()
    }

    const response = await world.enable()

    expect(response).toMatchObject({
      status: 404,
      body: { detail: 'Cannot save: the webhook was deleted meanwhile' },
    })
    expect(await world.ports.findHealth(key)).toBeUndefined()
  })

  it('enables it although its secret is read meanwhile, and keeps the record of that read', async () => {
    const world = aWorld({ kind: 'delivered', status: 204 })
    world.ports.queueDeliveries = async () => {
      await world.ask('GET /webhooks/webhook-1/secret')
    }

    const response = await world.enable()

    expect(response.status).toBe(200)
    expect(world.webhooks.get('webhook-1')).toMatchObject({
      enabled: true,
      version: 2,
      secretShownCount: 1,
      secretShownBy: 'manager-1',
    })
  })

  it('answers 412 when it was changed during the probe', async () => {
    const world = aWorld({ kind: 'delivered', status: 204 })
    world.ports.queueDeliveries = () => {
      world.saveWebhook(aWebhook({ enabled: false, version: 2 }))
      return Promise.resolve()
    }

    expect((await world.enable()).status).toBe(412)
  })

  it('sends no probe when the version is not the newest', async () => {
    const world = aWorld({ kind: 'delivered', status: 200 })
    world.saveWebhook(aWebhook({ enabled: false, version: 2 }))

    const response = await world.enable()

    expect(response.status).toBe(412)
    expect(world.waiting.sent).toEqual([])
  })
})

describe('the health of a webhook', () => {
  const paused: Health = { ...failing, pausedUntil: afterNoon(60) }

  it.each<[string, Health | undefined, object]>([
    ['healthy', undefined, {}],
    ['failing', failing, { failures: 3, reason: 'status 500', failingSince: afterNoon(-60) }],
    ['retry-after', paused, { pausedUntil: afterNoon(60) }],
    ['circuit-open', circuitOpen, { nextProbeAt: afterNoon(5) }],
  ])('is shown as %s, in GET of one webhook and of the list', async (state, health, facts) => {
    const given = { webhooks: [aWebhook()], health: health ? [health] : [] }

    const one = await aManagement(given).ask('GET /webhooks/webhook-1')
    const list = await aManagement(given).ask('GET /webhooks')

    expect(bodyOf(one)).toMatchObject({ health: { state, ...facts } })
    expect(bodyOf(list)).toMatchObject({ items: [{ health: { state, ...facts } }] })
  })

  it.each([
    ['not-tried', untried(key), {}],
    ['test-failed', { ...untried(key), failedTest }, { test: failedTest }],
    ['failing', { ...untried(key), failedTest, failures: 1, reason: 'timeout' }, { failures: 1 }],
  ])('of one that did not deliver yet is %s', async (state, health, facts) => {
    const world = aManagement({ webhooks: [aWebhook()], health: [health] })

    const response = await world.ask('GET /webhooks/webhook-1')

    expect(bodyOf(response)).toMatchObject({ health: { state, ...facts } })
  })

  it('of a disabled one has the time and the reason', async () => {
    const webhooks = [aWebhook({ enabled: false, disabled })]

    const response = await aManagement({ webhooks, health: [circuitOpen] }).ask(
      'GET /webhooks/webhook-1',
    )

    const by = 'postrider' // old rows have no `by`
    expect(bodyOf(response)).toMatchObject({
      health: { state: 'disabled', disabled: { by, ...disabled } },
    })
  })

  it.each([
    ['url', { url: 'https://new.crm.example.com/hook' }],
    ['authentication', { authentication: { type: 'TOKEN', token: 's3cret' } }],
  ])('is reset when its %s changes, and waiting deliveries are woken', async (_, body) => {
    const world = aManagement({ webhooks: [aWebhook()], health: [circuitOpen] })

    const headers = { 'if-match': '"1"' }
    const response = await world.ask('PATCH /webhooks/webhook-1', { body, headers })

    expect(bodyOf(response)).toMatchObject({ health: { state: 'not-tried' } })
    expect(await world.ports.findHealth(key)).toMatchObject({ failures: 0, revision: 1 })
    expect(world.waiting.wakeUps).toMatchObject([{ at: noon.toISOString() }])
  })

  it('stays when another field changes', async () => {
    const world = aManagement({ webhooks: [aWebhook()], health: [circuitOpen] })

    const headers = { 'if-match': '"1"' }
    await world.ask('PATCH /webhooks/webhook-1', { body: { description: 'CRM' }, headers })

    expect(await world.ports.findHealth(key)).toEqual(circuitOpen)
    expect(world.waiting.wakeUps).toEqual([])
  })

  it('is deleted with its webhook, and waiting deliveries are woken to be dropped', async () => {
    const world = aManagement({ webhooks: [aWebhook()], health: [circuitOpen] })

    await world.ask('DELETE /webhooks/webhook-1')

    expect(await world.ports.findHealth(key)).toBeUndefined()
    expect(world.waiting.wakeUps).toMatchObject([{ at: noon.toISOString() }])
  })
})
