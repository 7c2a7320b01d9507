import type { Item } from '../../core/ports.ts'

/** DynamoDB's read units: one for each 4 KB of a request, half of it when the read may be stale. */
export function readUnits(items: readonly Item[], mayBeStale: boolean): number {
  const bytes = items.reduce((sum, item) => sum + sizeOf(item), 0)
  return Math.max(1, Math.ceil(bytes / 4096)) * (mayBeStale ? 0.5 : 1)
}

const sizes = new WeakMap<Item, number>()

/** An item's size as DynamoDB counts it: names and values of its attributes. */
export function sizeOf(item: Item): number {
  const known = sizes.get(item)
  if (known !== undefined) return known
  const size = membersSize(item)
  sizes.set(item, size)
  return size
}

function membersSize(value: object): number {
  return Object.entries(value).reduce(
    (sum, [name, member]) => sum + Buffer.byteLength(name) + valueSize(member),
    0,
  )
}

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return Math.ceil(String(value).replace(/\D/g, '').length / 2) + 1
  if (value instanceof Uint8Array) return value.byteLength
  if (typeof value !== 'object' || value === null) return 1
  return 3 + Object.keys(value).length + membersSize(value)
}
