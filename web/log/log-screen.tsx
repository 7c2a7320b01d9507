import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useState } from 'react'

import './log.css'

import { useCan } from '../api/me.ts'
import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { ChooseAndRecover } from '../recovery/choose-and-recover.tsx'
import { RecoverDialog } from '../recovery/recover-dialog.tsx'
import { wishOf } from '../recovery/defaults.ts'
import { useText } from '../text/use-text.ts'
import { writeView } from './log-view.ts'
import { Filters } from './filters.tsx'
import { LogList } from './log-list.tsx'
import { useLogAddress } from './use-log-view.ts'

const tabs = ['all', 'successful', 'pending', 'failed', 'skipped'] as const

/** The event log: what was sent where, and how it went. */
export function Component() {
  const { log: text, layout, recover } = useText()
  const can = useCan()
  const [recovers, setRecovers] = useState(false)
  const address = useLogAddress()
  const { view, show } = address
  const { status, ...rest } = view.filter
  const active = tabs.find((tab) => tab === status) ?? 'all'
  const list = <LogList key={`${writeView(view).toString()} ${address.after ?? ''}`} {...address} />

  return (
    <Screen
      title={text.title}
      crumbs={settingsCrumbs(layout)}
      description={text.explained}
      actions={
        can.change && (
          <Button iconName="redo" onClick={() => setRecovers(true)}>
            {recover.open}
          </Button>
        )
      }
    >
      <SpaceBetween size="l">
        <Filters view={view} show={show} />
        <Tabs
          ariaLabel={text.columns.status}
          activeTabId={active}
          onChange={({ detail: { activeTabId } }) =>
            show({ filter: activeTabId === 'all' ? rest : { ...rest, status: activeTabId } })
          }
          tabs={tabs.map((id) => ({
            id,
            label: text.tabs[id],
            content: id === active ? list : null,
          }))}
        />
      </SpaceBetween>
      {recovers && (
        <RecoverDialog onClose={() => setRecovers(false)}>
          <ChooseAndRecover webhook={view.filter.webhook} wish={wishOf(view)} />
        </RecoverDialog>
      )}
    </Screen>
  )
}
