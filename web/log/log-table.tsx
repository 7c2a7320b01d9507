import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import type { DeliverySummary } from '../api/views.ts'
import type { LogTableProps } from '../shared/log-rows.tsx'
import { LogTableFrame } from '../shared/log-table-frame.tsx'
import { useText } from '../text/use-text.ts'
import { columnsOf, retryColumn } from './columns.tsx'
import { logColumns } from './log-columns.ts'
import { narrowColumn } from './narrow-column.tsx'

/** The rows of the log. */
export function LogTable(props: LogTableProps<DeliverySummary> & { empty: ReactNode }) {
  const text = useText()
  const can = useCan()
  return (
    <LogTableFrame
      {...props}
      label={text.log.table}
      settings={logColumns}
      columns={columnsOf(text)}
      narrowColumn={narrowColumn(text)}
      lastColumns={can.change ? [retryColumn(text)] : []}
    />
  )
}
