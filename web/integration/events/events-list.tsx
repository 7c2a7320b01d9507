import SpaceBetween from '@cloudscape-design/components/space-between'

import { useIntegrationEvents } from '../../api/integration-event-log.ts'
import { useStore } from '../../common/store.ts'
import { ErrorAlert } from '../../shared/error-alert.tsx'
import { ListError } from '../../shared/list-error.tsx'
import { isFiltered } from '../../shared/list-view.ts'
import { LogRows } from '../../shared/log-rows.tsx'
import type { useListView } from '../../shared/use-list-view.ts'
import { useText } from '../../text/use-text.ts'
import { EmptyEvents } from './empty-events.tsx'
import { eventColumns } from './event-columns.ts'
import type { EventsView } from './event-views.ts'
import { EventsTable } from './events-table.tsx'

/** One page of the list, polled. */
export function EventsList(props: ReturnType<typeof useListView<EventsView>>) {
  const { integrationEvents: text } = useText()
  const { view, after, at, show, number, goTo } = props
  const { pageSize } = useStore(eventColumns)
  const query = useIntegrationEvents({ ...view, after, at, limit: pageSize })
  const { data: page, error } = query
  const clear = () => show({ filter: {}, time: undefined })
  if (page === undefined && error !== null) return <ListError query={query} clear={clear} />
  const isNarrowed = isFiltered(view) || after !== undefined
  return (
    <SpaceBetween size="s">
      {error !== null && <ErrorAlert header={text.stale} error={error} />}
      <LogRows page={page} number={number} goTo={goTo} newRowsLabel={text.newRows}>
        {(table) => (
          <EventsTable {...table} empty={<EmptyEvents isFiltered={isNarrowed} clear={clear} />} />
        )}
      </LogRows>
    </SpaceBetween>
  )
}
