import { positionAt, timeAt } from '../../core/deliveries/delivery-id.ts'
import type { EndpointHour, Rollup, RollupStore } from '../../core/deliveries/rollup.ts'
import { attemptsIn, type Tally } from '../../core/deliveries/tally.ts'
import type { Item, Key } from '../../core/ports.ts'
import type { LogTables } from './delivery-tables.ts'
import { expiryOf, type Retention } from './retention.ts'
import { rowIn } from './row.ts'

type Rollups = Pick<
  RollupStore,
  'findRolledUp' | 'saveRolledUp' | 'findRollup' | 'findRollups' | 'replaceRollup'
>

/** Rollups in the table of deliveries: a partition for each endpoint, a row for each hour. */
export function rollupsIn(log: Pick<LogTables, 'deliveries' | 'retentionDays'>): Rollups {
  const { deliveries: table } = log
  return {
    findRolledUp: async (marketplace) => {
      const row = rowIn<{ upTo: string }>(await table.get(rolledUpKey(marketplace)))
      return row?.upTo
    },

    saveRolledUp: async (marketplace, upTo) => {
      await table.write([{ put: { ...rolledUpKey(marketplace), upTo } }])
    },

    findRollup: async (hour) => {
      const item = await table.get(rollupKey(hour))
      return item && rollupIn(item, hour)
    },

    findRollups: async ({ marketplace, id: endpoint }, from) => {
      const { pk: partition, sk } = rollupKey({ marketplace, endpoint, hour: from })
      const items = await table.query({ partition, from: sk, mayBeStale: true })
      return items.map((item) => rollupIn(item, { marketplace, endpoint }))
    },

    replaceRollup: (after, before) => {
      const unchanged = before === undefined ? 'absent' : { revision: before.revision }
      return table.write([{ put: toItem(after, log), if: unchanged }])
    },
  }
}

/** A tally as it is stored; old rows have no counts of attempts. */
type StoredTally = Omit<Tally, 'attempts'> & Partial<Pick<Tally, 'attempts'>>
type Stored = StoredTally & Pick<Rollup, 'upTo' | 'revision'> & { firstSuccesses?: StoredTally }

function rollupIn(item: Item, { marketplace, endpoint }: Omit<EndpointHour, 'hour'>): Rollup {
  const { firstSuccesses, ...row } = rowIn<Stored>(item)
  return {
    marketplace,
    endpoint,
    hour: timeAt(item.sk),
    ...withAttempts(row),
    ...(firstSuccesses && { firstSuccesses: withAttempts(firstSuccesses) }),
  }
}

function withAttempts<Row extends StoredTally>(row: Row): Row & Tally {
  return { ...row, attempts: row.attempts ?? attemptsIn(row.counts) }
}

function toItem(rollup: Rollup, retention: Retention): Item {
  const { marketplace, endpoint, hour, ...stored } = rollup
  const key = rollupKey({ marketplace, endpoint, hour })
  return { ...key, ...stored, expiresAt: expiryOf(hour, retention) }
}

function rollupKey({ marketplace, endpoint, hour }: EndpointHour): Key {
  return { pk: `${marketplace}#${endpoint}#stats`, sk: positionAt(hour) }
}

function rolledUpKey(marketplace: string): Key {
  return { pk: `${marketplace}#stats`, sk: 'rolled-up' }
}
