import type { AuditEntry } from '../../core/audit/audit-entry.ts'
import type { Health } from '../../core/health/health.ts'
import type { HealthPorts } from '../../core/health/record-health.ts'
import type { Notice } from '../../core/health/notice.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { aWebhook, noon } from './builders.ts'
import { memoryStores } from './memory-stores.ts'
import { putHealth, putWebhook, takeHealth, takeWebhook } from './seed.ts'
import { storedRows } from './stored-rows.ts'

const key = { marketplace: 'acme', id: 'webhook-1' }

type HealthWorld = {
  ports: HealthPorts
  /** The stored row; tests may change it. */
  health: Health | undefined
  webhook: Webhook | undefined
  published: Notice[]
  /** The audit entries. */
  entries: AuditEntry[]
  lines: Readonly<Record<string, unknown>>[]
  /** Run once each before a row is replaced: a concurrent change, or a crash. */
  before: (() => void)[]
  /** The bus rejects this many notices. */
  refusals: number
  now: Date
}

/** One webhook and its health: the router's storage code over tables in memory. */
export function aHealthWorld(
  health?: Health,
  webhook: Webhook | undefined = aWebhook(),
): HealthWorld {
  const stores = memoryStores(
    () => world.now,
    () => Promise.resolve(),
  )
  const rows = storedRows(stores)
  const world: HealthWorld = {
    get health() {
      return rows.health.get(key.id)
    },
    set health(after) {
      if (after === undefined) takeHealth(stores, key)
      else putHealth(stores, after)
    },
    get webhook() {
      return rows.webhooks.get(key.id)
    },
    set webhook(after) {
      if (after === undefined) takeWebhook(stores, key)
      else putWebhook(stores, after)
    },
    published: [],
    entries: [],
    lines: [],
    before: [],
    refusals: 0,
    now: new Date(noon.getTime() + 61_000),
    ports: {
      ...stores.ports,
      replaceHealth: async (after, before) => {
        await Promise.resolve()
        world.before.shift()?.()
        return stores.ports.replaceHealth(after, before)
      },
      replaceWebhook: async (after, before, entry) => {
        const saved = await stores.ports.replaceWebhook(after, before, entry)
        if (saved === 'saved') world.entries.push(entry)
        return saved
      },
      announce: (notice) => {
        if (world.refusals === 0) {
          world.published.push(notice)
          return Promise.resolve(undefined)
        }
        world.refusals -= 1
        return Promise.resolve('the bus is full')
      },
      now: () => world.now,
      log: (line) => world.lines.push(line),
    },
  }
  world.health = health
  world.webhook = webhook
  return world
}
