import ExpandableSection from '@cloudscape-design/components/expandable-section'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { LogFilter } from '../api/log-page.ts'
import { useResources } from '../api/resources.ts'
import { FilterSelect } from '../shared/filter-select.tsx'
import { TimeFilter } from '../shared/time-filter.tsx'
import { WebhookFilter } from '../shared/webhook-filter.tsx'
import { useText } from '../text/use-text.ts'
import type { LogView } from './log-view.ts'
import { MoreFilters } from './more-filters.tsx'

type Props = { view: LogView; show: (change: Partial<LogView>) => void }

/** The filters of the log, the most common ones first. */
export function Filters({ view, show }: Props) {
  const { log: text } = useText()
  const { filter, time } = view
  const set = (change: Partial<LogFilter>) => show({ filter: { ...filter, ...change } })
  const { statusCode, reason, event, resourceUuid } = filter
  const moreCount = [statusCode, reason, event, resourceUuid].filter(
    (one) => one !== undefined,
  ).length
  return (
    <SpaceBetween size="xs">
      <div className="log-filters">
        <EventTypeFilters filter={filter} set={set} />
        <WebhookFilter value={filter.webhook ?? ''} onChange={(webhook) => set({ webhook })} />
        <TimeFilter text={text} value={time} onChange={(range) => show({ time: range })} />
      </div>
      <ExpandableSection
        headerText={moreCount === 0 ? text.moreFilters : text.moreFiltersSet(moreCount)}
        defaultExpanded={moreCount > 0}
      >
        <MoreFilters filter={filter} set={set} />
      </ExpandableSection>
    </SpaceBetween>
  )
}

type SetProps = { filter: LogFilter; set: (change: Partial<LogFilter>) => void }

function EventTypeFilters({ filter, set }: SetProps) {
  const { log: text } = useText()
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
