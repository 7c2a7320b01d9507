import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'

import './log.css'

import { useCan } from '../api/me.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { ChooseAndRecover } from '../recovery/choose-and-recover.tsx'
import { defaultsFrom } from '../recovery/defaults.ts'
import { RecoverDialog } from '../recovery/recover-dialog.tsx'
import { StatusTabs } from '../shared/status-tabs.tsx'
import { useListView } from '../shared/use-list-view.ts'
import { useText } from '../text/use-text.ts'
import { Filters } from './filters.tsx'
import { LogList } from './log-list.tsx'
import { logViews } from './log-view.ts'

const tabs = ['all', 'successful', 'pending', 'failed', 'skipped'] as const

export function Component() {
  const { log: text, layout, recover } = useText()
  const can = useCan()
  const [isRecovering, setIsRecovering] = useState(false)
  const logView = useListView(logViews)
  const { view, show } = logView
  const { status, ...rest } = view.filter
  const list = (
    <LogList key={`${logViews.format(view).toString()} ${logView.after ?? ''}`} {...logView} />
  )

  return (
    <Screen
      title={text.title}
      crumbs={settingsCrumbs(layout)}
      description={text.explained}
      actions={
        can.change && (
          <Button iconName="redo" onClick={() => setIsRecovering(true)}>
            {recover.open}
          </Button>
        )
      }
    >
      <SpaceBetween size="l">
        <Filters view={view} show={show} />
        <StatusTabs
          label={text.columns.status}
          tabs={tabs}
          labels={text.tabs}
          status={status}
          onChange={(chosen) =>
            show({ filter: chosen === undefined ? rest : { ...rest, status: chosen } })
          }
        >
          {list}
        </StatusTabs>
      </SpaceBetween>
      {isRecovering && (
        <RecoverDialog onClose={() => setIsRecovering(false)}>
          <ChooseAndRecover webhook={view.filter.webhook} defaults={defaultsFrom(view)} />
        </RecoverDialog>
      )}
    </Screen>
  )
}
