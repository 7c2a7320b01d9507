import type { Store } from '../common/store.ts'
import { persistentStore } from './persistent-store.ts'

/** The page size and the columns of a table. */
export type TableSettings = {
  pageSize: number
  wrapLines: boolean
  columns: readonly { id: string; visible: boolean }[]
}

export const pageSizes = [20, 50, 100] as const

/** The columns shown by default, and the others. */
type Columns = { shown: readonly string[]; others: readonly string[] }

/** Saved in this browser. Ignored if the table's columns have changed. */
export function tableSettings(name: string, { shown, others }: Columns): Store<TableSettings> {
  const columns = [
    ...shown.map((id) => ({ id, visible: true })),
    ...others.map((id) => ({ id, visible: false })),
  ]
  const ids = [...shown, ...others]
  return persistentStore(
    name,
    { pageSize: 50, wrapLines: true, columns },
    (value): value is TableSettings => isSettingsOf(ids, value),
  )
}

export function isSettingsOf(ids: readonly string[], value: unknown): value is TableSettings {
  if (typeof value !== 'object' || value === null) return false
  const { pageSize, wrapLines, columns } = value as Partial<Record<keyof TableSettings, unknown>>
  return (
    pageSizes.some((size) => size === pageSize) &&
    typeof wrapLines === 'boolean' &&
    Array.isArray(columns) &&
    columns.every(isColumn) &&
    JSON.stringify(columns.map(({ id }) => id).toSorted()) === JSON.stringify(ids.toSorted())
  )
}

function isColumn(value: unknown): value is { id: string; visible: boolean } {
  const { id, visible } = (value ?? {}) as Partial<Record<'id' | 'visible', unknown>>
  return typeof id === 'string' && typeof visible === 'boolean'
}
