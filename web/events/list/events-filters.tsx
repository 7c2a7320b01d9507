import type { EventsFilter } from '../../api/event-list.ts'
import { EventTypeFilters } from '../event-type-filters.tsx'
import { TextFilter } from '../text-filter.tsx'
import { TimeFilter } from '../../shared/time-filter.tsx'
import { useText } from '../../text/use-text.ts'
import type { EventsView } from './events-view.ts'

type Props = { view: EventsView; show: (change: Partial<EventsView>) => void }

export function EventsFilters({ view, show }: Props) {
  const { log, events } = useText()
  const { filter, time } = view
  const set = (change: Partial<EventsFilter>) => show({ filter: { ...filter, ...change } })
  return (
    <div className="log-filters">
      <EventTypeFilters filter={filter} set={set} />
      <TextFilter
        label={events.list.resourceUuid}
        value={filter.resourceUuid}
        isValid={(value) => value.length <= 255}
        onChange={(resourceUuid) => set({ resourceUuid })}
      />
      <TimeFilter
        text={{ time: events.list.columns.accepted, anyTime: log.anyTime }}
        value={time}
        onChange={(range) => show({ time: range })}
      />
    </div>
  )
}
