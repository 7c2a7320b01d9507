import SpaceBetween from '@cloudscape-design/components/space-between'

import { useLogPage } from '../api/delivery-log.ts'
import { useStore } from '../common/store.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { ListError } from '../shared/list-error.tsx'
import { isFiltered } from '../shared/list-view.ts'
import { LogRows } from '../shared/log-rows.tsx'
import type { useListView } from '../shared/use-list-view.ts'
import { useText } from '../text/use-text.ts'
import { EmptyLog } from './empty-log.tsx'
import { FilterBar } from './filter-bar.tsx'
import { logColumns } from './log-columns.ts'
import { LogTable } from './log-table.tsx'
import type { LogView } from './log-view.ts'
import type { SelectedDeliveries } from './use-selection.ts'

type Props = ReturnType<typeof useListView<LogView>> & {
  /** Identifies the filters and the page. */
  list: string
  selection: SelectedDeliveries | undefined
}

/** One page of the log, polled. */
export function LogList({ list, selection, ...props }: Props) {
  const { log: text } = useText()
  const { view, after, at, show, number, goTo } = props
  const { pageSize } = useStore(logColumns)
  const query = useLogPage({ ...view, after, at, limit: pageSize })
  const { data: page, error } = query
  const clear = () => show({ filter: {}, time: undefined })
  const filter = <FilterBar view={view} show={show} />
  if (page === undefined && error !== null) {
    return (
      <SpaceBetween size="s">
        {filter}
        <ListError query={query} clear={clear} />
      </SpaceBetween>
    )
  }
  return (
    <div data-log>
      <SpaceBetween size="s">
        {error !== null && <ErrorAlert header={text.stale} error={error} />}
        <LogRows page={page} list={list} number={number} goTo={goTo} newRowsLabel={text.newRows}>
          {({ newRows, pagination, ...table }) => (
            <LogTable
              {...table}
              newRows={null}
              pagination={
                <div className="log-paging">
                  {newRows}
                  {pagination}
                </div>
              }
              filter={filter}
              selection={selection}
              empty={
                <EmptyLog isFiltered={isFiltered(view) || after !== undefined} clear={clear} />
              }
            />
          )}
        </LogRows>
      </SpaceBetween>
    </div>
  )
}
