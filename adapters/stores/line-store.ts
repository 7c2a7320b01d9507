import pLimit, { type LimitFunction } from 'p-limit'

import { coded } from '../../core/deliveries/delivery-id.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import type { DueAttempt } from '../../core/deliveries/due-attempt.ts'
import type { Item, Key, Table } from '../../core/ports.ts'
import { optimisticUpdate } from '../../core/values/optimistic-update.ts'
import type { LineKey, LineStore, Place } from '../../core/waiting/line-store.ts'
import { expiryOf, type Retention } from './retention.ts'
import { rowIn } from './row.ts'
import { partitionFor } from './spread.ts'

/** The last position and the last sequence of a line. */
type Ends = { position: number; sequence: number }

/** Each conflict means that another process added a place. */
const maxTries = 25

/** Enough digits for a number a second for 30 years. */
const digits = 9

/**
 * Lines in the waiting table, among the waiting rows of their webhook: a row with the ends of each line,
 * and one for each place.
 */
export function linesIn(table: Table, retention: Retention): LineStore {
  const oneByOne = inOrder()
  return {
    addPlace: (delivery, attempt) =>
      oneByOne(JSON.stringify(endsKey(delivery)), () =>
        add(delivery, attempt, { table, retention }),
      ),

    findFirstPlace: async (line) => {
      const [first] = await table.query({ ...placesOf(line), limit: 1 })
      return rowIn<Place>(first)
    },

    findPlace: async (delivery) => {
      const items = await table.query(placesOf(delivery))
      return items.map((item) => rowIn<Place>(item)).find((one) => one.delivery === delivery.id)
    },

    removePlace: async (line, { position }) => {
      await table.write([{ remove: placeKey(line, position) }])
    },
  }
}

async function add(
  delivery: Delivery,
  attempt: DueAttempt,
  { table, retention }: { table: Table; retention: Retention },
): Promise<Place> {
  const key = endsKey(delivery)
  const read = async () => rowIn<Ends>(await table.get(key))
  const added = await optimisticUpdate({ read, maxTries }, async (found) => {
    const { position: last = 0, sequence: count = 0 } = found ?? {}
    const { sequence: known = 0 } = delivery
    const sequence = known === 0 ? count + 1 : known
    const ends: Ends = { position: last + 1, sequence: Math.max(count, sequence) }
    const place: Place = { ...attempt, position: ends.position, sequence }
    const expiresAt = expiryOf(attempt.dueAt, retention)
    const item: Item = { ...placeKey(delivery, place.position), ...place, expiresAt }
    const unchanged = found === undefined ? 'absent' : { position: last }
    const writes = [{ put: { ...key, ...ends, expiresAt }, if: unchanged }, { put: item }] as const
    return (await table.write(writes)) ? place : 'conflict'
  })
  if (added !== 'conflict') return added
  throw new Error(`Cannot order the delivery '${delivery.id}': its line keeps changing`)
}

/** Runs actions with the same name one after the other: concurrent ones of a process do not conflict. */
function inOrder() {
  const turns = new Map<string, LimitFunction>()
  return async <Result>(name: string, act: () => Promise<Result>): Promise<Result> => {
    const turn = turns.get(name) ?? pLimit(1)
    turns.set(name, turn)
    try {
      return await turn(act)
    } finally {
      if (turn.activeCount + turn.pendingCount === 0) turns.delete(name)
    }
  }
}

function endsKey({ marketplace, endpoint, event: { resource } }: LineKey): Key {
  const pk = partitionFor(`${marketplace}#${endpoint}`, resource.uuid)
  return { pk, sk: `line#${resource.type}#${coded(resource.uuid)}` }
}

function placesOf(line: LineKey) {
  const { pk: partition, sk } = endsKey(line)
  return { partition, from: `${sk}#`, to: `${sk}#~` }
}

function placeKey(line: LineKey, position: number): Key {
  const { pk, sk } = endsKey(line)
  return { pk, sk: `${sk}#${String(position).padStart(digits, '0')}` }
}
