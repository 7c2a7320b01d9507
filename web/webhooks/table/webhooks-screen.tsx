import { settingsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { useText } from '../../text/use-text.ts'
import { WebhooksTable } from './webhooks-table.tsx'

export function Component() {
  const { layout, webhooks } = useText()
  return (
    <Screen title={webhooks.title} crumbs={settingsCrumbs(layout)} kind="table">
      <WebhooksTable />
    </Screen>
  )
}
