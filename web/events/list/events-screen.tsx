import SpaceBetween from '@cloudscape-design/components/space-between'

import { settingsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { StatusTabs } from '../../shared/status-tabs.tsx'
import { useListView } from '../../shared/use-list-view.ts'
import { useText } from '../../text/use-text.ts'
import { EventsFilters } from './events-filters.tsx'
import { EventsList } from './events-list.tsx'
import { eventsViews } from './events-view.ts'

const tabs = ['all', 'true', 'false'] as const

/** The marketplace's events, each with its number of deliveries or the reason why it has none. */
export function Component() {
  const { events, layout } = useText()
  const { list: text } = events
  const listView = useListView(eventsViews)
  const { view, show, after } = listView
  const { wanted, ...rest } = view.filter
  return (
    <Screen title={text.title} crumbs={settingsCrumbs(layout)} description={text.explained}>
      <SpaceBetween size="l">
        <EventsFilters view={view} show={show} />
        <StatusTabs
          label={text.columns.outcome}
          tabs={tabs}
          labels={text.tabs}
          status={wanted}
          onChange={(chosen) =>
            show({ filter: chosen === undefined ? rest : { ...rest, wanted: chosen } })
          }
        >
          <EventsList key={`${eventsViews.format(view).toString()} ${after ?? ''}`} {...listView} />
        </StatusTabs>
      </SpaceBetween>
    </Screen>
  )
}
