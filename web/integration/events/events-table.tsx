import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

import type { IntegrationEventRow } from '../../api/integration-event-log.ts'
import { useStore } from '../../common/store.ts'
import type { LogTableProps } from '../../shared/log-rows.tsx'
import { TablePreferences } from '../../shared/table-preferences.tsx'
import { useIsNarrow } from '../../shared/width.ts'
import { useText } from '../../text/use-text.ts'
import { columnsOf } from './columns.tsx'
import { eventColumns } from './event-columns.ts'
import { narrowColumn } from './narrow-column.tsx'

type Props = LogTableProps<IntegrationEventRow> & { empty: ReactNode }

/** The rows of the list. On narrow screens, each row is one cell. */
export function EventsTable({ rows, newRows, isLoading, empty, footer, pagination }: Props) {
  const text = useText()
  const isNarrow = useIsNarrow()
  const { wrapLines, columns: chosen } = useStore(eventColumns)
  const all = columnsOf(text)
  const columns = isNarrow
    ? { columnDefinitions: [narrowColumn(text)] }
    : { columnDefinitions: all, columnDisplay: chosen }
  return (
    <Table
      {...columns}
      variant="borderless"
      items={rows}
      trackBy="id"
      loading={isLoading}
      loadingText={text.common.loading}
      wrapLines={wrapLines}
      ariaLabels={{ tableLabel: text.integrationEvents.table }}
      filter={newRows}
      empty={empty}
      footer={footer}
      pagination={pagination}
      preferences={
        isNarrow ? undefined : (
          <TablePreferences
            settings={eventColumns}
            columns={all.map(({ id, header: label }) => ({ id, label }))}
            always="event"
          />
        )
      }
    />
  )
}
