import type { Condition, Item, Key } from '../../core/ports.ts'
import { unexpiredItem } from '../common/unexpired-item.ts'
import type { TableShape } from '../stores/table-shapes.ts'

export type LevelTableShape = { name: string; shape: TableShape }

/** Separates the parts of a key; sorts before any character that a part may contain. */
const separator = '\u0000'

/** Appended to a prefix, sorts after every string with that prefix. */
const maxSuffix = '\u{10ffff}'

type Selection = {
  index?: string
  partition?: string
  from?: string
  to?: string
  expiredBy?: Date
}

/**
 * The key range of a table, a partition or part of one, in the table or an index; or of what has
 * expired. `to` is exclusive.
 */
export function rangeOf(
  { index, partition, from = '', to, expiredBy }: Selection,
  { name }: LevelTableShape,
) {
  if (expiredBy !== undefined) {
    const root = `expiry/${name}/`
    return { from: root, to: `${root}${sortable(expiredBy.getTime() / 1000)}${maxSuffix}` }
  }
  const root = index === undefined ? tableRoot(name) : `index/${name}/${index}/`
  if (partition === undefined) return { from: root, to: `${root}${maxSuffix}` }

  const start = `${root}${partition}${separator}`
  return {
    from: `${start}${from}`,
    to: `${start}${to === undefined ? '' : `${to}${separator}`}${maxSuffix}`,
  }
}

/** Where an item is stored. */
export function itemKey({ pk, sk }: Key, { name }: LevelTableShape): string {
  return `${tableRoot(name)}${pk}${separator}${sk}`
}

function tableRoot(name: string): string {
  return `table/${name}/`
}

/**
 * An item's keys besides its own: in each index whose attributes it has, and in the expiry list.
 */
export function indexKeysOf(item: Item, key: string, { name, shape }: LevelTableShape): string[] {
  const indexed = Object.entries(shape.indexes).flatMap(([index, { partition, sort }]) => {
    const values = [item[partition], item[sort]]
    const isListed = values.every((value) => typeof value === 'string')
    return isListed ? [`index/${name}/${index}/${[...values, key].join(separator)}`] : []
  })
  const { expiresAt } = item
  if (expiresAt === undefined) return indexed
  return [...indexed, `expiry/${name}/${sortable(expiresAt)}${separator}${key}`]
}

/** The item, unless it is missing or has expired. */
export function unexpiredAt(now: Date, text: string | undefined): Item | undefined {
  const item = parseItem(text)
  return item === undefined ? undefined : unexpiredItem(item, now)
}

/** The item, which may have expired; undefined if it is missing. */
export function parseItem(text: string | undefined): Item | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as Item)
}

/** Whether the current item, if any, meets a condition. */
export function holds(condition: Condition | undefined, item: Item | undefined): boolean {
  if (condition === undefined) return true
  if (condition === 'absent') return item === undefined
  if (item === undefined || condition === 'present') return item !== undefined
  return Object.entries(condition).every(([name, value]) => item[name] === value)
}

/** Epoch seconds as text that sorts numerically. */
function sortable(seconds: number): string {
  return Math.floor(seconds).toString().padStart(12, '0')
}
