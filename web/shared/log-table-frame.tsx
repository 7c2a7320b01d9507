import Table, { type TableProps } from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

import { type Store, useStore } from '../common/store.ts'
import { type Text, useText } from '../text/use-text.ts'
import type { LogTableProps } from './log-rows.tsx'
import { TablePreferences } from './table-preferences.tsx'
import type { TableSettings } from './table-settings.ts'
import { useIsNarrow } from './width.ts'

type Column<One> = TableProps.ColumnDefinition<One> & { id: string; header: string }

/** The selected rows. */
type Selection<One> = {
  rows: readonly One[]
  set: (rows: readonly One[]) => void
  /** Names a row, for its check box. */
  labelOf: (row: One) => string
}

type Props<One> = LogTableProps<One> & {
  label: string
  empty: ReactNode
  /** Above the rows; it has a place for the button of new rows. */
  filter?: ReactNode
  /** What is selected; undefined if rows have no actions. */
  selection?: Selection<One> | undefined
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
  const { label, filter = newRows, settings, columns, narrowColumn, lastColumns: last = [] } = props
  const { selection } = props
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
      {...(selection && selectable(selection))}
      ariaLabels={{ tableLabel: label, ...(selection && selectionLabels(selection, common)) }}
      filter={filter}
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

function selectable<One>({ rows, set }: Selection<One>): Partial<TableProps<One>> {
  return {
    selectionType: 'multi',
    selectedItems: rows,
    onSelectionChange: ({ detail }) => set(detail.selectedItems),
  }
}

function selectionLabels<One>({ labelOf }: Selection<One>, text: Text['common']) {
  return {
    selectionGroupLabel: text.selection,
    allItemsSelectionLabel: () => text.selectAll,
    itemSelectionLabel: (_: unknown, row: One) => labelOf(row),
  }
}
