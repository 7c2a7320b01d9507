import { describe, expect, it } from '@jest/globals'

import { fanOut } from '../../../core/fan-out/fan-out.ts'
import { aDelivery, anEvent, aWebhook } from '../../support/builders.ts'
import { madeBy } from '../../support/fan-out.ts'
import { aWorld } from '../../support/world.ts'

const active = JSON.stringify({ resource: { content: { status: ['ACTIVE'] } } })
const suspended = JSON.stringify({ resource: { content: { status: ['SUSPENDED'] } } })

describe('fanOut() to webhooks with filters', () => {
  it('makes deliveries only for filters that the body matches, and counts the others', async () => {
    const world = aWorld({
      webhooks: [
        aWebhook({ id: 'webhook-1' }),
        aWebhook({ id: 'webhook-2', filter: active }),
        aWebhook({ id: 'webhook-3', filter: suspended }),
        aWebhook({ id: 'webhook-4', filter: suspended, enabled: false }),
      ],
    })

    const fannedOut = await fanOut(anEvent(), { source: 'bus-1' }, world.ports)

    const deliveries = ['webhook-1', 'webhook-2'].map((endpoint) => aDelivery({ endpoint }))
    expect(fannedOut).toEqual({ deliveries, filteredOut: 2 })
    expect(world.deliveries).toEqual(deliveries)
  })

  it('stores nothing when filters keep the event from every webhook', async () => {
    const world = aWorld({ webhooks: [aWebhook({ filter: suspended })] })

    const made = await madeBy(anEvent(), { source: 'bus-1' }, world.ports)

    expect([made, world.events, world.messages]).toEqual([[], [], []])
  })

  it('compares the body without url and content of a removed resource', async () => {
    const filter = JSON.stringify({
      resource: { type: ['SUBSCRIPTION'], content: { status: [{ exists: false }] } },
      resourceAction: ['REMOVED'],
    })
    const world = aWorld({ webhooks: [aWebhook({ filter, events: ['subscription.removed'] })] })
    const removed = anEvent({
      resource: { content: undefined, url: undefined },
      resourceAction: 'REMOVED',
    })

    const made = await madeBy(removed, { source: 'bus-1' }, world.ports)

    expect(made).toHaveLength(1)
  })

  it('reads no webhook when none has a filter', async () => {
    const world = aWorld({ webhooks: [aWebhook()] })
    const ports = new Set<string>()
    world.hooks.always(({ port }) => void ports.add(port))

    const made = await madeBy(anEvent(), { source: 'bus-1' }, world.ports)

    expect(made).toHaveLength(1)
    expect([ports.has('findRoutes'), ports.has('findPattern')]).toEqual([true, false])
  })
})
