import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import type { DeliverySummary } from '../api/views.ts'
import { useStore } from '../common/store.ts'
import type { LogTableProps } from '../shared/log-rows.tsx'
import { TablePreferences } from '../shared/table-preferences.tsx'
import { useIsNarrow } from '../shared/width.ts'
import { useText } from '../text/use-text.ts'
import { columnsOf, retryColumn } from './columns.tsx'
import { logColumns } from './log-columns.ts'
import { narrowColumn } from './narrow-column.tsx'

type Props = LogTableProps<DeliverySummary> & { empty: ReactNode }

/** The rows of the log. On narrow screens, each row is one cell. */
export function LogTable({ rows, newRows, isLoading, empty, footer, pagination }: Props) {
  const text = useText()
  const can = useCan()
  const isNarrow = useIsNarrow()
  const { wrapLines, columns: chosen } = useStore(logColumns)
  const all = columnsOf(text)
  const retry = can.change ? [retryColumn(text)] : []
  const always = retry.map(({ id }) => ({ id, visible: true }))
  const columns = isNarrow
    ? { columnDefinitions: [narrowColumn(text), ...retry] }
    : {
        columnDefinitions: [...all, ...retry],
        columnDisplay: [...chosen, ...always],
        stickyColumns: { last: retry.length },
      }
  return (
    <Table
      {...columns}
      variant="borderless"
      items={rows}
      trackBy="id"
      loading={isLoading}
      loadingText={text.common.loading}
      wrapLines={wrapLines}
      ariaLabels={{ tableLabel: text.log.table }}
      filter={newRows}
      empty={empty}
      footer={footer}
      pagination={pagination}
      preferences={
        isNarrow ? undefined : (
          <TablePreferences
            settings={logColumns}
            columns={all.map(({ id, header: label }) => ({ id, label }))}
            always="event"
          />
        )
      }
    />
  )
}
