import type { Table } from '../../core/ports.ts'
import { Crash } from './watched.ts'

/** How many more requests a process makes until it is killed. */
export type Life = { requests: number }

/** The table as a process sees it that is killed at a request. */
export function crashingTable(table: Table, life: Life): Table {
  const alive = (): void => {
    life.requests -= 1
    if (life.requests < 0) throw new Crash('Killed')
  }
  const then = <Args extends unknown[], Result>(ask: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      alive()
      return ask(...args)
    }
  }
  return {
    ...table,
    get: then(table.get),
    getAll: then(table.getAll),
    query: then(table.query),
    count: then(table.count),
    write: then(table.write),
  }
}
