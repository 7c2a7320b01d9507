import { rememberedStore } from '../shared/remembered.ts'

type ColumnChoice = {
  pageSize: number
  wrapLines: boolean
  columns: readonly { id: string; visible: boolean }[]
}

export const pageSizes = [20, 50, 100] as const

const shownAtFirst = ['status', 'event', 'webhook', 'answer', 'created']
const others = ['attempts', 'next', 'duration', 'resource', 'eventId']

/** Which columns somebody wants to see, and how many rows; remembered in this browser. */
export const columnChoice = rememberedStore<ColumnChoice>(
  'log-columns',
  {
    pageSize: 50,
    wrapLines: true,
    columns: [
      ...shownAtFirst.map((id) => ({ id, visible: true })),
      ...others.map((id) => ({ id, visible: false })),
    ],
  },
  isChoice,
)

function isChoice(value: unknown): value is ColumnChoice {
  if (typeof value !== 'object' || value === null) return false
  const { pageSize, wrapLines, columns } = value as Partial<Record<keyof ColumnChoice, unknown>>
  const known = [...shownAtFirst, ...others].toSorted()
  return (
    pageSizes.some((size) => size === pageSize) &&
    typeof wrapLines === 'boolean' &&
    Array.isArray(columns) &&
    columns.every(isColumn) &&
    JSON.stringify(columns.map(({ id }) => id).toSorted()) === JSON.stringify(known)
  )
}

function isColumn(value: unknown): value is { id: string; visible: boolean } {
  const { id, visible } = (value ?? {}) as Partial<Record<'id' | 'visible', unknown>>
  return typeof id === 'string' && typeof visible === 'boolean'
}
