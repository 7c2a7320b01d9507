import Table, { type TableProps } from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

import { type Store, useStore } from '../common/store.ts'
import { useText } from '../text/use-text.ts'
import type { LogTableProps } from './log-rows.tsx'
import { TablePreferences } from './table-preferences.tsx'
import type { TableSettings } from './table-settings.ts'
import { useIsNarrow } from './width.ts'

type Column<One> = TableProps.ColumnDefinition<One> & { id: string; header: string }

type Props<One> = LogTableProps<One> & {
  label: string
  empty: ReactNode
  /** What a person has chosen to see. */
  settings: Store<TableSettings>
  /** The columns to choose from; `event` is always there. */
  columns: readonly Column<One>[]
  /** On narrow screens, each row is one cell. */
  narrowColumn: TableProps.ColumnDefinition<One>
  /** Columns at the end that are always there. */
  lastColumns?: readonly (TableProps.ColumnDefinition<One> & { id: string })[]
}

/** The table of a log. */
export function LogTableFrame<One extends { id: string }>(props: Props<One>) {
  const { rows, newRows, isLoading, empty, footer, pagination } = props
  const { label, settings, columns, narrowColumn, lastColumns: last = [] } = props
  const { common } = useText()
  const isNarrow = useIsNarrow()
  const { wrapLines, columns: chosen } = useStore(settings)
  const shown = isNarrow
    ? { columnDefinitions: [narrowColumn, ...last] }
    : {
        columnDefinitions: [...columns, ...last],
        columnDisplay: [...chosen, ...last.map(({ id }) => ({ id, visible: true }))],
        stickyColumns: { last: last.length },
      }
  return (
    <Table
      {...shown}
      variant="borderless"
      items={rows}
      trackBy="id"
      loading={isLoading}
      loadingText={common.loading}
      wrapLines={wrapLines}
      ariaLabels={{ tableLabel: label }}
      filter={newRows}
      empty={empty}
      footer={footer}
      pagination={pagination}
      preferences={
        isNarrow ? undefined : (
          <TablePreferences
            settings={settings}
            columns={columns.map(({ id, header }) => ({ id, label: header }))}
            always="event"
          />
        )
      }
    />
  )
}
