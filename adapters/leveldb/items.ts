import type { Condition, Item } from '../../core/ports.ts'
import { unexpiredItem, StoredItem } from '../common/unexpired-item.ts'
import type { TableShape } from '../stores/table-shapes.ts'

/** The table whose keys are meant. */
export type ItemPlace = { name: string; shape: TableShape }

/** Between the parts of a key; it sorts before whatever a part may hold. */
const separator = '\u0000'

/** After every string that begins with what stands before it. */
const end = '\u{10ffff}'

type Wanted = { index?: string; partition?: string; from?: string; to?: string; expiredBy?: Date }

/**
 * The keys of a table, a partition, a range in it or in an index, or of what has expired: `to` is
 * left out.
 */
export function rangeOf(
  { index, partition, from = '', to, expiredBy }: Wanted,
  { name }: ItemPlace,
) {
  if (expiredBy !== undefined) {
    const root = `expiry/${name}/`
    return { from: root, to: `${root}${sortable(expiredBy.getTime() / 1000)}${end}` }
  }
  const root = index === undefined ? `table/${name}/` : `index/${name}/${index}/`
  if (partition === undefined) return { from: root, to: `${root}${end}` }

  const start = `${root}${partition}${separator}`
  return {
    from: `${start}${from}`,
    to: `${start}${to === undefined ? '' : `${to}${separator}`}${end}`,
  }
}

/**
 * Where an item is listed besides its place: by each index whose attributes it has, and by expiry.
 */
export function listingsOf(item: Item, key: string, { name, shape }: ItemPlace): string[] {
  const indexed = Object.entries(shape.indexes).flatMap(([index, { partition, sort }]) => {
    const values = [item[partition], item[sort]]
    const isListed = values.every((value) => typeof value === 'string')
    return isListed ? [`index/${name}/${index}/${[...values, key].join(separator)}`] : []
  })
  const { expiresAt } = item
  if (expiresAt === undefined) return indexed
  return [...indexed, `expiry/${name}/${sortable(expiresAt)}${separator}${key}`]
}

/** The item, unless there is none or it has expired. */
export function aliveAt(now: Date, text: string | undefined): Item | undefined {
  return text === undefined ? undefined : unexpiredItem(JSON.parse(text), now)
}

/** The item, though it may have expired. */
export function parseItem(text: string): Item {
  return StoredItem.parse(JSON.parse(text))
}

/** Whether a condition holds of what is there. */
export function holds(condition: Condition | undefined, item: Item | undefined): boolean {
  if (condition === undefined) return true
  if (condition === 'absent') return item === undefined
  if (item === undefined || condition === 'present') return item !== undefined
  return Object.entries(condition).every(([name, value]) => item[name] === value)
}

/** Epoch seconds as text that sorts as the numbers do. */
function sortable(seconds: number): string {
  return Math.floor(seconds).toString().padStart(12, '0')
}
