import { type TableName, tableShapes } from '../../../adapters/stores/table-shapes.ts'
import { type BilledTable, billedTable } from './billed-table.ts'
import type { Units } from './capacity-units.ts'
import type { MadeTables } from './metered-router.ts'

/** The router's tables in memory, with what DynamoDB would bill for all of them. */
export function billedTables() {
  const all: BilledTable[] = []
  const sum = (of: (table: BilledTable) => number) => all.reduce((total, one) => total + of(one), 0)
  return {
    make: (now: () => Date): MadeTables => {
      const table = (name: TableName) => {
        const made = billedTable(tableShapes[name], now)
        all.push(made)
        return made
      }
      return Promise.resolve({
        webhooks: table('webhooks'),
        events: table('events'),
        deliveries: table('deliveries'),
        waiting: table('waiting'),
      })
    },
    units: (): Units => ({
      reads: sum(({ bill }) => bill.reads),
      writes: sum(({ bill }) => bill.writes),
      indexWrites: Object.assign({}, ...all.map(({ bill }) => bill.indexWrites)) as Record<
        string,
        number
      >,
    }),
    calls: () => sum(({ bill }) => bill.calls),
    items: () => all.flatMap((table) => table.items()),
    storedBytes: () => sum((table) => table.storedBytes()),
  }
}
