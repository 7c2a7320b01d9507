import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useEventsPage } from '../../api/event-list.ts'
import { useCan } from '../../api/me.ts'
import { href, paths } from '../../common/paths.ts'
import { useStore } from '../../common/store.ts'
import { Empty } from '../../shared/empty.tsx'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { ListError } from '../../shared/list-error.tsx'
import { isFiltered } from '../../shared/list-view.ts'
import { LogRows } from '../../shared/log-rows.tsx'
import { LogTableFrame } from '../../shared/log-table-frame.tsx'
import type { useListView } from '../../shared/use-list-view.ts'
import { useText } from '../../text/use-text.ts'
import { columnsOf, narrowColumn } from './columns.tsx'
import { eventsColumns, type EventsView } from './events-view.ts'

/** One page of the list, polled. */
export function EventsList(props: ReturnType<typeof useListView<EventsView>>) {
  const text = useText()
  const { view, after, at, show, number, goTo } = props
  const { pageSize } = useStore(eventsColumns)
  const query = useEventsPage({ ...view, after, at, limit: pageSize })
  const { data: page, error } = query
  const clear = () => show({ filter: {}, time: undefined })
  if (page === undefined && error !== null) return <ListError query={query} clear={clear} />
  return (
    <SpaceBetween size="s">
      {error !== null && <ErrorAlert header={text.log.stale} error={error} />}
      <LogRows page={page} number={number} goTo={goTo} newRowsLabel={text.events.list.newRows}>
        {(table) => (
          <LogTableFrame
            {...table}
            label={text.events.list.title}
            settings={eventsColumns}
            columns={columnsOf(text)}
            narrowColumn={narrowColumn(text)}
            empty={<Nothing isFiltered={isFiltered(view) || after !== undefined} clear={clear} />}
          />
        )}
      </LogRows>
    </SpaceBetween>
  )
}

/** An empty list, and what to do next. */
function Nothing({ isFiltered, clear }: { isFiltered: boolean; clear: () => void }) {
  const { common, events, log } = useText()
  const { list: text } = events
  const can = useCan()
  if (isFiltered) {
    return (
      <Empty title={log.empty.noMatch} explained={text.noMatch}>
        <Button onClick={clear}>{common.clearFilters}</Button>
      </Empty>
    )
  }
  return (
    <Empty title={text.empty} explained={text.emptyExplained}>
      {can.publish && <Button href={href(paths.newEvent)}>{events.publish}</Button>}
    </Empty>
  )
}
