import type { Item } from '../../core/ports.ts'
import { expiryAttribute, type TableShape } from './table-shapes.ts'

/** What a query of an index returns of an item: all of it, unless the index projects attributes. */
export function entryOf(item: Item, index: string | undefined, { indexes }: TableShape): Item {
  const shape = index === undefined ? undefined : indexes[index]
  if (shape?.projects === undefined) return item
  const { pk, sk } = item
  const names = [shape.partition, shape.sort, ...shape.projects, expiryAttribute]
  const listed = names.filter((name) => item[name] !== undefined)
  return { pk, sk, ...Object.fromEntries(listed.map((name) => [name, item[name]])) }
}
