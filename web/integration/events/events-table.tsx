import type { ReactNode } from 'react'

import type { IntegrationEventRow } from '../../api/integration-event-log.ts'
import type { LogTableProps } from '../../shared/log-rows.tsx'
import { LogTableFrame } from '../../shared/log-table-frame.tsx'
import { useText } from '../../text/use-text.ts'
import { columnsOf } from './columns.tsx'
import { eventColumns } from './event-columns.ts'
import { narrowColumn } from './narrow-column.tsx'

/** The rows of the list. */
export function EventsTable(props: LogTableProps<IntegrationEventRow> & { empty: ReactNode }) {
  const text = useText()
  return (
    <LogTableFrame
      {...props}
      label={text.integrationEvents.table}
      settings={eventColumns}
      columns={columnsOf(text)}
      narrowColumn={narrowColumn(text)}
    />
  )
}
