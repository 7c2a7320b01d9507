import type { EventsFilter } from '../api/event-list.ts'
import { useResources } from '../api/resources.ts'
import { FilterSelect } from '../shared/filter-select.tsx'
import { useText } from '../text/use-text.ts'

type TypeFilter = Pick<EventsFilter, 'resource' | 'action'>
type Props = { filter: TypeFilter; set: (change: TypeFilter) => void }

/** The resource and the action of events. */
export function EventTypeFilters({ filter, set }: Props) {
  const {
    events: { list: text },
  } = useText()
  const { data: resources = [] } = useResources()
  const actions = resources
    .filter(({ type }) => filter.resource === undefined || type === filter.resource)
    .flatMap((one) => one.actions)
  const named = new Map(actions.map(({ action, name }) => [action as string, name]))
  return (
    <>
      <FilterSelect
        label={text.resource}
        all={text.anyResource}
        options={resources.map(({ type, name }) => ({ value: type, label: name }))}
        value={filter.resource ?? ''}
        onChange={(resource) => set({ resource })}
      />
      <FilterSelect
        label={text.action}
        all={text.anyAction}
        options={[...named].map(([value, label]) => ({ value, label }))}
        value={filter.action ?? ''}
        onChange={(action) => set({ action })}
      />
    </>
  )
}
