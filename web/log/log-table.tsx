import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import type { DeliverySummary } from '../api/views.ts'
import type { LogTableProps } from '../shared/log-rows.tsx'
import { LogTableFrame } from '../shared/log-table-frame.tsx'
import { useText } from '../text/use-text.ts'
import { useEventTitle } from './cells.tsx'
import { columnsOf, retryColumn } from './columns.tsx'
import { logColumns } from './log-columns.ts'
import { narrowColumn } from './narrow-column.tsx'
import type { SelectedDeliveries } from './use-selection.ts'

type Props = LogTableProps<DeliverySummary> & {
  empty: ReactNode
  filter: ReactNode
  selection: SelectedDeliveries | undefined
}

/** The rows of the log. */
export function LogTable({ selection, ...props }: Props) {
  const text = useText()
  const can = useCan()
  const eventTitle = useEventTitle()
  const labelOf = (delivery: DeliverySummary) =>
    text.log.select(eventTitle(delivery), delivery.event.resource.uuid)
  return (
    <LogTableFrame
      {...props}
      label={text.log.table}
      settings={logColumns}
      columns={columnsOf(text)}
      narrowColumn={narrowColumn(text)}
      selection={selection && { ...selection, labelOf }}
      lastColumns={can.change ? [retryColumn(text)] : []}
    />
  )
}
