import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'

import '../../log/log.css'

import { useCan } from '../../api/me.ts'
import { integrationEventsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { href, paths } from '../../common/paths.ts'
import { StatusTabs } from '../../shared/status-tabs.tsx'
import { useListView } from '../../shared/use-list-view.ts'
import { useText } from '../../text/use-text.ts'
import { eventViews } from './event-views.ts'
import { EventsList } from './events-list.tsx'
import { Export } from './export.tsx'
import { Filters } from './filters.tsx'

const tabs = ['all', 'complete', 'pending', 'failed'] as const

/** What vendors were asked: of one vendor for a developer, of all for a manager. */
export function Component() {
  const { integrationEvents: text, layout } = useText()
  const can = useCan()
  const listView = useListView(eventViews)
  const { view, show, after = '' } = listView
  const { status, ...rest } = view.filter
  const list = <EventsList key={`${eventViews.format(view).toString()} ${after}`} {...listView} />

  return (
    <Screen
      title={can.isOfVendor ? text.title : text.managersTitle}
      crumbs={integrationEventsCrumbs(layout, can.isOfVendor)}
      description={text.description}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Export view={view} />
          {can.publish && <Button href={href(paths.newIntegrationEvent)}>{text.trigger}</Button>}
        </SpaceBetween>
      }
    >
      <SpaceBetween size="s">
        <Filters view={view} show={show} />
        <StatusTabs
          label={text.columns.status}
          tabs={tabs}
          labels={text.tabs}
          isDense
          status={status}
          onChange={(chosen) =>
            show({ filter: chosen === undefined ? rest : { ...rest, status: chosen } })
          }
        >
          {list}
        </StatusTabs>
      </SpaceBetween>
    </Screen>
  )
}
