import { MemoryLevel } from 'memory-level'

import { levelStore } from '../../adapters/leveldb/store.ts'
import { levelTable } from '../../adapters/leveldb/table.ts'
import { type TableName, tableShapes } from '../../adapters/stores/table-shapes.ts'
import type { Table } from '../../core/ports.ts'
import { noon } from './builders.ts'

/** An empty table of the embedded engine, in memory. */
export async function memoryTable(name: TableName, clock = { now: noon }): Promise<Table> {
  const db = new MemoryLevel()
  await db.open()
  return levelTable(levelStore(db), { name, shape: tableShapes[name], now: () => clock.now })
}
