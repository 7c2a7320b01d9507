import { describe, expect, it } from '@jest/globals'

import { sweepFirst } from '../../../core/wake/missed-first-attempts.ts'
import { sweep } from '../../../core/wake/sweep.ts'
import { afterNoon, anEntry, aWaitingDelivery, aWebhook, noon } from '../../support/builders.ts'
import { aWaitingWorld } from '../../support/waiting-world.ts'

describe('a sweep', () => {
  it.each([1_000, 5_000])(
    'reads a few rows of a marketplace when it has %s webhooks',
    async (all) => {
      const marketplaces = ['acme', 'globex', 'initech']
      const world = aWorld()
      await world.addWebhooks(marketplaces, all)

      await world.sweep()

      expect(reads(world.tables.webhooks.counts)).toBe(1)
      expect(world.tables.webhooks.counts.itemsRead).toBe(3)
      expect(reads(world.tables.events.counts)).toBe(3 * 8) // each partition of the list
      expect(reads(world.tables.deliveries.counts)).toBe(0)
      expect(world.tables.waiting.counts.gets).toBe(3) // how far each was swept
      expect(world.sweepMessages()).toHaveLength(0)
      expect(world.lines).toEqual([
        { message: 'sweep done', marketplaces: 3, webhooks: 0, woken: 0 },
      ])
    },
  )

  it('continues over messages with the marketplaces, and reaches each once', async () => {
    const world = aWorld()
    const names = Array.from({ length: 1_200 }, (_, number) => `shop-${number}`)
    await world.addWebhooks(names, names.length)

    await world.sweep()

    // Two for the marketplaces, and two for the row of each in the waiting table.
    expect(world.sweepMessages()).toHaveLength(4)
    expect(world.swept().sort()).toEqual(names.sort())
    expect(world.lines).toEqual([
      { message: 'sweep done', marketplaces: 1_200, webhooks: 0, woken: 0 },
    ])
  })

  it('continues over messages with the webhooks, also past partitions with nothing to sweep', async () => {
    const world = aWorld()
    await world.addWebhooks(['acme'], 1)
    for (let number = 0; number < 600; number += 1) {
      const key = { marketplace: 'acme', endpoint: `idle-${String(number).padStart(3, '0')}` }
      await world.ports.setWakeUp({ ...key, id: key.endpoint }, noon.toISOString(), undefined)
    }
    for (let number = 0; number < 600; number += 1) {
      await world.ports.park(waitingRow(`webhook-${number}`))
    }
    world.wakeUps.length = 0

    await world.sweep()

    expect(world.sweepMessages()).toHaveLength(2)
    expect(world.woken()).toHaveLength(600)
    expect(world.lines.filter(({ message }) => message !== 'swept')).toEqual([
      { message: 'sweep done', marketplaces: 1, webhooks: 600, woken: 600 },
    ])
  })

  it('continues with resetAll over messages, and says that it reset each wake-up', async () => {
    const world = aWorld()
    const names = Array.from({ length: 501 }, (_, number) => `webhook-${number}`)
    for (const name of names) {
      await world.ports.park(waitingRow(name))
      await world.ports.setWakeUp({ marketplace: 'acme', id: name }, afterNoon(300), undefined)
    }
    world.wakeUps.length = 0

    await world.sweep({ resetAll: true })

    expect(world.sweepMessages()).toMatchObject([{ resetAll: true }, { resetAll: true }])
    expect(world.woken().sort()).toEqual(names.sort())
    expect(world.lines).toHaveLength(502)
    expect(world.lines).toContainEqual({
      message: 'wake-up reset',
      marketplace: 'acme',
      webhook: 'webhook-500',
    })
    expect(world.lines.at(-1)).toEqual({
      message: 'sweep done',
      marketplaces: 0,
      webhooks: 501,
      woken: 501,
    })
  })

  it('checks the certificates of each marketplace with resetAll: the router may have been down at that hour', async () => {
    const world = aWorld()
    await world.addWebhooks(['acme', 'globex'], 2)

    await world.sweep()
    expect(world.checked()).toEqual([])

    await world.sweep({ resetAll: true })
    expect(world.checked()).toEqual(['acme', 'globex'])
  })
})

function waitingRow(endpoint: string) {
  const { marketplace, id, dueAt = '' } = aWaitingDelivery(1, 300)
  return { marketplace, endpoint, delivery: `${id}-${endpoint}`, dueAt, number: 2 }
}

function reads({ gets, queries }: { gets: number; queries: number }): number {
  return gets + queries
}

/** Webhooks and queues, and the sweep with all messages that it sends. */
function aWorld() {
  const now = () => noon
  const world = aWaitingWorld(now)
  const lines: Readonly<Record<string, unknown>>[] = []
  const handled: (typeof world.wakeUps)[number]['message'][] = []
  const ports = { ...world.ports, now, log: (line: (typeof lines)[number]) => lines.push(line) }

  return {
    ...world,
    lines,
    addWebhooks: async (marketplaces: readonly string[], count: number) => {
      for (let number = 0; number < count; number += 1) {
        const marketplace = marketplaces[number % marketplaces.length] ?? ''
        const id = `webhook-${number}`
        await world.ports.addWebhook(
          aWebhook({ marketplace, id }),
          anEntry({ marketplace, webhook: id }),
        )
      }
      Object.values(world.tables).forEach((table) => {
        table.resetCounts()
      })
    },
    sweep: async (more: { resetAll?: boolean } = {}) => {
      await sweep({ kind: 'sweep', ...more }, ports)
      for (let next = world.wakeUps.shift(); next !== undefined; next = world.wakeUps.shift()) {
        const { message } = next
        handled.push(message)
        if (message.kind === 'sweep') await sweep(message, ports)
        if (message.kind === 'sweep-first') await sweepFirst(message, ports)
      }
    },
    sweepMessages: () => handled.filter(({ kind }) => kind === 'sweep'),
    swept: () =>
      handled.flatMap((message) => (message.kind === 'sweep-first' ? [message.marketplace] : [])),
    checked: () =>
      handled.flatMap((message) =>
        message.kind === 'expiry-notices' ? [message.marketplace] : [],
      ),
    woken: () =>
      handled.flatMap((message) => (message.kind === 'wake-up' ? [message.endpoint] : [])),
  }
}
