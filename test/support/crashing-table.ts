import type { Table } from '../../core/ports.ts'
import { Crash } from './watched.ts'

/** How many more writes a process makes until it is killed. */
type Life = { writes: number }

/** The table as a process sees it that is killed at a write. */
export function crashingTable(table: Table, life: Life): Table {
  return {
    ...table,
    write: async (writes) => {
      life.writes -= 1
      if (life.writes < 0) throw new Crash('Killed')
      return table.write(writes)
    },
  }
}
