import Table from '@cloudscape-design/components/table'
import type { ReactNode } from 'react'

import { useCan } from '../api/me.ts'
import { useNames } from '../api/resources.ts'
import type { DeliverySummary } from '../api/views.ts'
import { useIsNarrow } from '../shared/narrow.ts'
import { useStore } from '../shared/store.ts'
import { useText } from '../text/use-text.ts'
import { columnChoice } from './column-choice.ts'
import { columnsOf, narrowColumn, retryColumn } from './columns.tsx'
import { Preferences } from './preferences.tsx'

type Props = {
  rows: readonly DeliverySummary[]
  /** What says that there are new ones. */
  fresh: ReactNode
  isLoading: boolean
  empty: ReactNode
  footer?: ReactNode
  pagination: ReactNode
}

/** The rows of the log; on a phone each of them is one cell. */
export function LogTable({ rows, fresh, isLoading, empty, footer, pagination }: Props) {
  const text = useText()
  const names = useNames()
  const can = useCan()
  const isNarrow = useIsNarrow()
  const { wrapLines, columns: chosen } = useStore(columnChoice)
  const all = columnsOf(text, names)
  const retry = can.change ? [retryColumn(text)] : []
  const always = retry.map(({ id }) => ({ id, visible: true }))
  const columns = isNarrow
    ? { columnDefinitions: [narrowColumn(text, names), ...retry] }
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
      filter={fresh}
      empty={empty}
      footer={footer}
      pagination={pagination}
      preferences={
        isNarrow ? undefined : (
          <Preferences columns={all.map(({ id, header: label }) => ({ id, label }))} />
        )
      }
    />
  )
}
