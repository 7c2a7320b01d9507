import type { Table } from '../../core/ports.ts'
import type { Packing } from './packing.ts'

/** The tables of the log, how their rows are packed, and the clock. */
export type LogTables = { events: Table; deliveries: Table; packing: Packing; now: () => Date }

/** The same, and up to which position no delivery is without a row. */
export type DeliveryLog = LogTables & {
  findSwept: (marketplace: string) => Promise<string | undefined>
}
