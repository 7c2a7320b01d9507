import { randomUUID } from 'node:crypto'

import { positionAt } from '../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import {
  type EndpointHour,
  hourOf,
  markAfterMs,
  markAgainMs,
  type RecountMark,
  type RollupStore,
} from '../../core/deliveries/rollup.ts'
import type { Item, Key } from '../../core/ports.ts'
import type { LogTables } from './delivery-tables.ts'
import { expiryOf } from './retention.ts'
import { rowIn } from './row.ts'

/** Which hours of a marketplace's endpoints have to be counted again, in one partition. */
export function recountMarksIn({
  deliveries: table,
}: Pick<LogTables, 'deliveries'>): Pick<
  RollupStore,
  'findMarks' | 'findMarkedHours' | 'removeMark'
> {
  return {
    findMarks: async (marketplace, { limit, after }) => {
      const range = after === undefined ? {} : { from: `${markKey(after).sk}~` }
      const items = await table.query({ partition: listOf(marketplace), ...range, limit })
      return items.map((item) => rowIn<RecountMark>(item))
    },

    findMarkedHours: async ({ marketplace, id }) => {
      const range = { from: `${id}#`, to: `${id}#~` }
      const items = await table.query({ partition: listOf(marketplace), ...range })
      return items.map((item) => rowIn<RecountMark>(item).hour)
    },

    removeMark: async (mark) => {
      await table.write([{ remove: markKey(mark), if: { token: mark.token } }])
    },
  }
}

type Marking = { at: number; done: Promise<unknown> }

/** The most hours whose last mark a process remembers. */
const maxRemembered = 10_000

/**
 * Marks the hour of a delivery that is about to be counted differently; undefined if it cannot have
 * been rolled up yet. A crash after the mark only costs a recount.
 */
export function markBeforeChange(log: LogTables) {
  const marked = new Map<string, Marking>()

  return (after: Delivery, before: Delivery): Promise<unknown> | undefined => {
    const at = log.now().getTime()
    const isOld = Date.parse(after.createdAt) <= at - markAfterMs
    if (!isOld || isCountedAlike(after, before) || after.isTest === true) return undefined

    const { marketplace, endpoint, createdAt } = after
    const hour = { marketplace, endpoint, hour: hourOf(createdAt) }
    const key = `${marketplace}#${markKey(hour).sk}`
    const last = marked.get(key)
    if (last !== undefined && at - last.at < markAgainMs) return last.done

    const done = mark(hour, new Date(at), log)
    if (marked.size >= maxRemembered) marked.clear()
    marked.set(key, { at, done })
    done.catch(() => marked.delete(key))
    return done
  }
}

function isCountedAlike(after: Delivery, before: Delivery): boolean {
  return after.status === before.status && after.attempts.length === before.attempts.length
}

function mark(hour: EndpointHour, at: Date, log: LogTables): Promise<boolean> {
  const row: RecountMark = { ...hour, token: randomUUID(), at: at.toISOString() }
  const put: Item = { ...markKey(hour), ...row, expiresAt: expiryOf(hour.hour, log) }
  return log.deliveries.write([{ put }])
}

function listOf(marketplace: string): string {
  return `${marketplace}#recount`
}

function markKey({ marketplace, endpoint, hour }: EndpointHour): Key {
  return { pk: listOf(marketplace), sk: `${endpoint}#${positionAt(hour)}` }
}
