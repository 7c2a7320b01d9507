import { describe, expect, it } from '@jest/globals'

import { fanOut } from '../../../core/fan-out/fan-out.ts'
import { healthy } from '../../../core/health/health.ts'
import { afterNoon, anEvent, aWebhook } from '../../support/builders.ts'
import { aWorld, type Given } from '../../support/world.ts'

const health = (id: string) => healthy({ marketplace: 'acme', id })
const paused = { ...health('webhook-1'), pausedUntil: afterNoon(60) }
const slow = { ...health('webhook-1'), slow: { since: afterNoon(-60), limit: 1 } }
const limited = aWebhook({ limits: { inFlight: 2 } })

async function fannedOut(given: Given) {
  const world = aWorld(given)
  await fanOut(anEvent(), { source: 'bus-1' }, world.ports)
  return world
}

describe('fanOut() parks the delivery of a webhook', () => {
  it.each<[string, Given, string]>([
    ['that is paused, until then', { webhooks: [aWebhook()], health: [paused] }, afterNoon(60)],
    ['with limits', { webhooks: [limited] }, afterNoon(0)],
    ['whose receiver is slow', { webhooks: [aWebhook()], health: [slow] }, afterNoon(0)],
    [
      'with limits that is paused, until then',
      { webhooks: [limited], health: [paused] },
      afterNoon(60),
    ],
  ])('%s', async (_, given, wakeAt) => {
    const world = await fannedOut(given)

    expect(world.messages).toEqual([])
    expect(world.delivery).toMatchObject({ status: 'pending', dueAt: afterNoon(0) })
    expect(world.waiting).toMatchObject([{ dueAt: afterNoon(0), number: 1 }])
    expect([...world.wakeUps.values()]).toMatchObject([{ wakeAt }])
  })

  it('and queues those of the others', async () => {
    const others = [aWebhook({ id: 'webhook-2' }), aWebhook({ id: 'webhook-3' })]
    const failing = { ...health('webhook-2'), failures: 1 }

    const world = await fannedOut({ webhooks: [aWebhook(), ...others], health: [paused, failing] })

    expect(world.messages.map(({ endpoint }) => endpoint)).toEqual(['webhook-2', 'webhook-3'])
    expect(world.messages.map(({ dueAt }) => dueAt)).toEqual([afterNoon(0), afterNoon(0)])
    expect(world.waiting).toHaveLength(1)
  })

  it('unless the webhook is disabled', async () => {
    const world = await fannedOut({ webhooks: [aWebhook({ enabled: false })], health: [paused] })

    expect(world.delivery.status).toBe('skipped')
    expect(world.delivery.dueAt).toBeUndefined()
    expect(world.waiting).toEqual([])
  })
})

it.each([
  [16 * 1024, true],
  [16 * 1024 + 1, false],
])('fanOut() encloses an event whose content has %i characters: %p', async (length, isEnclosed) => {
  const content = JSON.stringify('x'.repeat(length - 2))
  const event = anEvent({ resource: { content } })
  const world = aWorld({ webhooks: [aWebhook()] })

  await fanOut(event, { source: 'bus-1' }, world.ports)

  expect(world.messages[0]?.enclosed?.event).toEqual(isEnclosed ? event : undefined)
})
