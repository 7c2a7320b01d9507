import { MemoryLevel } from 'memory-level'

import { levelStore } from '../../adapters/leveldb/store.ts'
import { levelTable } from '../../adapters/leveldb/table.ts'
import { type TableName, tableShapes } from '../../adapters/stores/table-shapes.ts'
import type { Table } from '../../core/ports.ts'
import { noon } from './builders.ts'

/**
 * An empty table for a store: of the embedded engine, in memory, or of the emulated DynamoDB that
 * test/deploy/conformance/run started.
 */
export async function storeTable(name: TableName, clock = { now: noon }): Promise<Table> {
  const shape = tableShapes[name]
  const now = () => clock.now
  if (process.env['POSTRIDER_EMULATOR'] !== undefined) {
    const { newDynamoTable } = await import('./new-dynamo-table.ts')
    const { table } = await newDynamoTable(shape, now)
    return table
  }

  const db = new MemoryLevel()
  await db.open()
  return levelTable(levelStore(db), { name, shape, now })
}
