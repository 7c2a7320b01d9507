import type { Item, Table } from '../../core/ports.ts'

/** A table for one test, and its clock to set. */
type TableWorld = { table: Table; clock: { now: Date } }

/** Makes a table with these items in it; its clock shows noon. */
export type ATable = (items?: readonly Item[]) => Promise<TableWorld>

export const noon = new Date('2026-11-21T12:00:00Z')
