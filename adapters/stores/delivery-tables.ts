import type { Table } from '../../core/ports.ts'
import type { Packing } from './packing.ts'
import type { Retention } from './retention.ts'

/** The tables of the log, how their rows are packed, how long they are stored, and the clock. */
export type LogTables = {
  events: Table
  deliveries: Table
  packing: Packing
  now: () => Date
} & Retention

/** The same, and up to which position no delivery is without a row. */
export type DeliveryLog = LogTables & {
  findSwept: (marketplace: string) => Promise<string | undefined>
}
