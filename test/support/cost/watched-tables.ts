import { deflated } from '../../../adapters/stores/deflated.ts'
import { type TableName, tableShapes } from '../../../adapters/stores/table-shapes.ts'
import type { MemoryStores } from '../memory-stores.ts'
import { type KeyUnits, type UnitsPerKey, withUnitsPerKey } from './units-per-key.ts'

/** The tables with rows as on AWS, adding the units of every call to those of its keys. */
export function watchedTables(tables: MemoryStores['tables'], units: UnitsPerKey) {
  const one = (name: TableName & keyof MemoryStores['tables']) =>
    withUnitsPerKey(tables[name], { name, shape: tableShapes[name] }, units)
  return {
    webhooks: one('webhooks'),
    events: one('events'),
    deliveries: one('deliveries'),
    waiting: one('waiting'),
    packing: deflated,
  }
}

/** The units of all keys, or of those whose place begins like this. */
export function sumOfUnits(units: UnitsPerKey, start = ''): KeyUnits {
  const found = [...units].filter(([place]) => place.startsWith(start)).map(([, one]) => one)
  return {
    writes: found.reduce((sum, { writes }) => sum + writes, 0),
    reads: found.reduce((sum, { reads }) => sum + reads, 0),
  }
}

/** The key with the most units of a kind, of those whose place matches. */
export function busiestKey(
  units: UnitsPerKey,
  kind: keyof KeyUnits,
  of: (place: string) => boolean = () => true,
): { place: string; units: number } {
  return [...units]
    .filter(([place]) => of(place))
    .map(([place, one]) => ({ place, units: one[kind] }))
    .reduce((most, one) => (one.units > most.units ? one : most), { place: '', units: 0 })
}
