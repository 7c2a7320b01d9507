import { isDeepStrictEqual } from 'node:util'

import { entryOf } from '../../../adapters/stores/projection.ts'
import type { IndexShape, TableShape } from '../../../adapters/stores/table-shapes.ts'
import type { Item, ReadOptions } from '../../../core/ports.ts'

/**
 * What DynamoDB counts and bills on demand, by its own rules. Sources:
 * "DynamoDB read and write operations" and "DynamoDB Item sizes and formats" in AWS's developer
 * guide; `npm run test:conformance` compares them with what DynamoDB Local says.
 */
export type Units = {
  reads: number
  /** Of the table and of its indexes. */
  writes: number
  /** Those writes that went to an index, by its name. */
  indexWrites: Readonly<Record<string, number>>
}

type Change = { before: Item | undefined; after: Item | undefined }

const writeUnitBytes = 1024
const readUnitBytes = 4096
/** A list or a map, whatever it has. */
const containerBytes = 3
/** DynamoDB stores this for each item, and for each entry of an index. */
const storageOverheadBytes = 100

/**
 * A write that was applied: a unit for each KB of the larger of the two items, and of each index
 * entry that comes, goes or changes. An entry whose key changes goes and comes.
 */
export function writeUnits({ before, after }: Change, shape: TableShape): Omit<Units, 'reads'> {
  const indexWrites: Record<string, number> = {}
  for (const index of Object.keys(shape.indexes)) {
    const [old, fresh] = [before, after].map((item) => item && indexEntry(item, index, shape))
    const units = entryUnits(old, fresh, shape.indexes[index])
    if (units > 0) indexWrites[index] = units
  }
  const own = Math.max(...[before, after].map((item) => (item ? unitsOf(item) : 1)))
  return { writes: own + sum(Object.values(indexWrites)), indexWrites }
}

function entryUnits(
  old: Item | undefined,
  fresh: Item | undefined,
  { partition = '', sort = '' }: Partial<IndexShape> = {},
): number {
  const units = [old, fresh].map((entry) => (entry === undefined ? 0 : unitsOf(entry)))
  if (isDeepStrictEqual(old, fresh)) return 0
  const isMoved = [partition, sort].some((name) => old?.[name] !== fresh?.[name])
  return isMoved ? sum(units) : Math.max(...units)
}

/** A write whose condition did not hold costs as much as the item that is there. */
export function refusedWriteUnits(before: Item | undefined): number {
  return before === undefined ? 1 : unitsOf(before)
}

/**
 * Items that are read together: a unit for each 4 KB, and one for nothing; half of that when they
 * are read eventually consistently.
 */
export function readUnits(
  items: readonly Item[],
  { mayBeStale = false }: ReadOptions = {},
): number {
  const units = Math.max(1, Math.ceil(sum(items.map(sizeOf)) / readUnitBytes))
  return mayBeStale ? units / 2 : units
}

/** Entries of an index, which is read eventually consistently. */
export function indexReadUnits(items: readonly Item[], index: string, shape: TableShape): number {
  const entries = items.flatMap((item) => indexEntry(item, index, shape) ?? [])
  return readUnits(entries, { mayBeStale: true })
}

/** What an item takes on the disk, with its entries in the indexes. */
export function storedBytes(item: Item, shape: TableShape): number {
  const entries = Object.keys(shape.indexes).map((index) => indexEntry(item, index, shape))
  return sum([item, ...entries].map((one) => (one ? sizeOf(one) + storageOverheadBytes : 0)))
}

/** The names of the attributes and their values. An attribute that is undefined is not stored. */
export function sizeOf(item: Readonly<Record<string, unknown>>): number {
  const stored = Object.entries(item).filter(([, value]) => value !== undefined)
  return sum(stored.map(([name, value]) => Buffer.byteLength(name) + sizeOfValue(value)))
}

function sizeOfValue(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return sizeOfNumber(value)
  if (value instanceof Uint8Array) return value.length
  if (Array.isArray(value)) {
    return containerBytes + sum(value.map((one) => 1 + sizeOfValue(one)))
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.values(value).filter((one) => one !== undefined)
    return containerBytes + entries.length + sizeOf({ ...value })
  }
  return 1
}

/** A byte for each pair of significant digits, counted from the decimal point; one, and one for "-". */
function sizeOfNumber(value: number): number {
  const [whole = '', fraction = ''] = String(Math.abs(value)).split('.')
  const left = whole.padStart(whole.length + (whole.length % 2), '0')
  const right = fraction.padEnd(fraction.length + (fraction.length % 2), '0')
  const significant = `${left}${right}`.replace(/^(00)+/, '').replace(/(00)+$/, '')
  return significant.length / 2 + 1 + (value < 0 ? 1 : 0)
}

function indexEntry(item: Item, index: string, shape: TableShape): Item | undefined {
  const { partition = '', sort = '', projects } = shape.indexes[index] ?? {}
  if (typeof item[partition] !== 'string' || typeof item[sort] !== 'string') return undefined
  if (projects !== undefined) return entryOf(item, index, shape)
  return { pk: item.pk, sk: item.sk, [partition]: item[partition], [sort]: item[sort] }
}

function unitsOf(item: Item): number {
  return Math.ceil(sizeOf(item) / writeUnitBytes)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0)
}
