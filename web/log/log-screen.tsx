import './log.css'

import { useDeliveryCounts } from '../api/delivery-counts.ts'
import { useCan } from '../api/me.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { formatCount } from '../shared/format.ts'
import { StatusTabs } from '../shared/status-tabs.tsx'
import { useListView } from '../shared/use-list-view.ts'
import { useText } from '../text/use-text.ts'
import { LogActions } from './log-actions.tsx'
import { LogList } from './log-list.tsx'
import { type LogView, logViews, tabOf } from './log-view.ts'
import { useSelection } from './use-selection.ts'

const tabs = ['all', 'successful', 'pending', 'failed', 'skipped', 'dropped'] as const

export function Component() {
  const { log: text, layout } = useText()
  const can = useCan()
  const logView = useListView(logViews)
  const { view, show, after = '' } = logView
  const list = `${logViews.format(view).toString()} ${after}`
  const selection = useSelection(list)
  const counts = useTabCounts(view)
  const { status: _, ...others } = view.filter

  return (
    <Screen
      title={text.title}
      crumbs={settingsCrumbs(layout)}
      actions={<LogActions view={view} selection={selection} />}
    >
      <StatusTabs
        label={text.columns.status}
        tabs={tabs}
        labels={text.tabs}
        isDense
        counts={counts}
        status={tabOf(view.filter)}
        onChange={(chosen) =>
          show({ filter: chosen === undefined ? others : { ...others, status: [chosen] } })
        }
      >
        <LogList {...logView} list={list} selection={can.change ? selection : undefined} />
      </StatusTabs>
    </Screen>
  )
}

/** `3`, or `100+` where counting has stopped. */
function useTabCounts({ filter, time }: LogView): Record<string, string> {
  const { data } = useDeliveryCounts(filter, time)
  return Object.fromEntries(
    Object.entries(data ?? {}).map(([status, { count, isExact }]) => [
      status,
      `${formatCount(count)}${isExact ? '' : '+'}`,
    ]),
  )
}
