import type { TableShape } from '../../adapters/stores/table-shapes.ts'
import type { Item, Table } from '../../core/ports.ts'

/** A table for one test, with a clock that can be set. */
type TableWorld = { table: Table; clock: { now: Date } }

/** Opens a table with these items; its clock is set to noon. */
export type ATable = (items?: readonly Item[]) => Promise<TableWorld>

export const noon = new Date('2026-11-21T12:00:00Z')

/** The table that the contract is tried on: three indexes of keys, and one with an attribute. */
export const triedShape = {
  indexes: {
    byStatus: { partition: 'statusKey', sort: 'position' },
    byMarketplace: { partition: 'marketplace', sort: 'position' },
    byEndpoint: { partition: 'endpointKey', sort: 'position' },
    byNumber: { partition: 'numberKey', sort: 'sk', projects: ['number'] },
  },
} as const satisfies TableShape
