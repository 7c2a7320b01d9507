import type { Item, Table } from '../../core/ports.ts'

/** A table for one test, with a clock that can be set. */
type TableWorld = { table: Table; clock: { now: Date } }

/** Opens a table with these items; its clock is set to noon. */
export type ATable = (items?: readonly Item[]) => Promise<TableWorld>

export const noon = new Date('2026-11-21T12:00:00Z')
