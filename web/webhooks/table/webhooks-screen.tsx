import type { DataSource } from '../../api/data-source.ts'
import { requestResources } from '../../api/resources.ts'
import { requestWebhooks } from '../../api/webhooks.ts'
import { settingsCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { useText } from '../../text/use-text.ts'
import { filterOf } from './use-filter.ts'
import { webhookColumns } from './webhook-columns.ts'
import { WebhooksTable } from './webhooks-table.tsx'

export function requestData(source: DataSource, params: URLSearchParams): Promise<unknown> {
  return Promise.all([
    requestWebhooks(source, filterOf(params), webhookColumns.get().pageSize),
    requestResources(source),
  ])
}

export function Component() {
  const { layout, webhooks } = useText()
  return (
    <Screen title={webhooks.title} crumbs={settingsCrumbs(layout)} kind="table">
      <WebhooksTable />
    </Screen>
  )
}
