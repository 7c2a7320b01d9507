import type { AuditEntry } from '../../core/audit/audit-entry.ts'
import type { Health } from '../../core/health/health.ts'
import type { HealthPorts } from '../../core/health/record-health.ts'
import type { Notice } from '../../core/health/notice.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { aWebhook, noon } from './builders.ts'

type HealthWorld = {
  ports: HealthPorts
  /** What is stored; tests may change it. */
  health: Health | undefined
  webhook: Webhook | undefined
  told: Notice[]
  /** What was put on record. */
  entries: AuditEntry[]
  lines: Readonly<Record<string, unknown>>[]
  /** What happens, once each, before a row is replaced: somebody else's change, or a crash. */
  before: (() => void)[]
  /** The bus refuses so many notices. */
  refusals: number
  now: Date
}

/** One webhook and what is known of its receiver, in memory. */
export function aHealthWorld(
  health?: Health,
  webhook: Webhook | undefined = aWebhook(),
): HealthWorld {
  const world: HealthWorld = {
    health,
    webhook,
    told: [],
    entries: [],
    lines: [],
    before: [],
    refusals: 0,
    now: new Date(noon.getTime() + 61_000),
    ports: {
      findHealth: () => Promise.resolve(world.health),
      replaceHealth: async (after, before) => {
        await Promise.resolve()
        world.before.shift()?.()
        if (world.health?.revision !== before?.revision) return false
        world.health = after && { ...after, revision: (before?.revision ?? -1) + 1 }
        return true
      },
      findWebhook: () => Promise.resolve(world.webhook),
      replaceWebhook: (after, before, entry) => {
        if (world.webhook?.version !== before.version) return Promise.resolve('stale')
        world.webhook = after
        world.entries.push(entry)
        return Promise.resolve('saved')
      },
      announce: (notice) => {
        if (world.refusals === 0) {
          world.told.push(notice)
          return Promise.resolve(undefined)
        }
        world.refusals -= 1
        return Promise.resolve('the bus is full')
      },
      now: () => world.now,
      log: (line) => world.lines.push(line),
    },
  }
  return world
}
