import { rememberedStore } from './persistent-store.ts'
import type { Store } from '../common/store.ts'

/** How somebody wants a table: how many rows, and which columns in which order. */
export type TableChoice = {
  pageSize: number
  wrapLines: boolean
  columns: readonly { id: string; visible: boolean }[]
}

export const pageSizes = [20, 50, 100] as const

/** What is shown at first, and what else there is. */
type Columns = { shown: readonly string[]; others: readonly string[] }

/** A choice that this browser remembers, as long as the table has the columns it speaks of. */
export function tableChoice(name: string, { shown, others }: Columns): Store<TableChoice> {
  const columns = [
    ...shown.map((id) => ({ id, visible: true })),
    ...others.map((id) => ({ id, visible: false })),
  ]
  const ids = [...shown, ...others]
  return rememberedStore(
    name,
    { pageSize: 50, wrapLines: true, columns },
    (value): value is TableChoice => isChoiceOf(ids, value),
  )
}

/** Whether what was remembered is a choice of just these columns. */
export function isChoiceOf(ids: readonly string[], value: unknown): value is TableChoice {
  if (typeof value !== 'object' || value === null) return false
  const { pageSize, wrapLines, columns } = value as Partial<Record<keyof TableChoice, unknown>>
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
