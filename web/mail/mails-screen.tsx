import Tabs from '@cloudscape-design/components/tabs'
import { useSearchParams } from 'react-router'

import { settingsCrumbs } from '../app/crumbs.ts'
import { Screen } from '../app/screen.tsx'
import { useText } from '../text/use-text.ts'
import { MailsTable } from './mails-table.tsx'
import { Switches } from './switches.tsx'
import { SuppressedTable } from './suppressed-table.tsx'

/** Mails, what is mailed, and the addresses that get none. */
export function Component() {
  const { layout, mail } = useText()
  const [params, setParams] = useSearchParams()
  const active = params.get('tab') ?? 'mails'
  const tab = (id: keyof typeof mail.tabs, content: React.ReactNode) => ({
    id,
    label: mail.tabs[id],
    content: id === active && content, // loaded when it is shown
  })
  return (
    <Screen title={mail.title} crumbs={settingsCrumbs(layout)} description={mail.description}>
      <Tabs
        ariaLabel={mail.title}
        activeTabId={active}
        onChange={({ detail }) => setParams({ tab: detail.activeTabId }, { replace: true })}
        tabs={[
          tab('mails', <MailsTable />),
          tab('settings', <Switches />),
          tab('suppressed', <SuppressedTable />),
        ]}
      />
    </Screen>
  )
}
