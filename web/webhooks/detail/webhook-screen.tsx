import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useParams, useSearchParams } from 'react-router'

import type { WebhookView } from '../../api/views.ts'
import { useWebhook } from '../../api/webhooks.ts'
import { AuditTable } from '../../audit/audit-table.tsx'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { NewestRecovery } from '../../recovery/latest.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'
import { Authentication } from './authentication.tsx'
import { Charts } from './charts.tsx'
import { DetailActions } from './detail-actions.tsx'
import { LatestDeliveries } from './latest-deliveries.tsx'
import { Settings } from './settings.tsx'
import { SigningSecret } from './signing-secret.tsx'
import { Summary } from './summary.tsx'

/** One webhook: how it fares, what it is set to, what it sent, who changed it. */
export function Component() {
  const { layout } = useText()
  const { id = '' } = useParams()
  const webhook = useWebhook(id)
  return (
    <Screen
      title={(webhook.data ?? webhook.deleted)?.url ?? id}
      crumbs={webhooksCrumbs(layout)}
      description={
        webhook.data?.description && <span className="unspaced">{webhook.data.description}</span>
      }
      actions={webhook.data && <DetailActions webhook={webhook.data} />}
    >
      <Loaded query={webhook}>{(read) => <Detail webhook={read} />}</Loaded>
    </Screen>
  )
}

function Detail({ webhook }: { webhook: WebhookView }) {
  const { webhookDetail: text } = useText()
  const [params, setParams] = useSearchParams()
  return (
    <SpaceBetween size="l">
      <Summary webhook={webhook} />
      <NewestRecovery webhook={webhook.id} />
      <Tabs
        activeTabId={params.get('tab') ?? 'overview'}
        onChange={({ detail }) => setParams({ tab: detail.activeTabId }, { replace: true })}
        tabs={[
          { id: 'overview', label: text.tabs.overview, content: <Overview webhook={webhook} /> },
          { id: 'settings', label: text.tabs.settings, content: <Set webhook={webhook} /> },
          {
            id: 'audit',
            label: text.tabs.audit,
            content: <AuditTable filter={{ webhook: webhook.id }} hidden={['webhook']} />,
          },
        ]}
      />
    </SpaceBetween>
  )
}

function Overview({ webhook }: { webhook: WebhookView }) {
  return (
    <SpaceBetween size="l">
      <Charts id={webhook.id} />
      <LatestDeliveries webhook={webhook} />
    </SpaceBetween>
  )
}

function Set({ webhook }: { webhook: WebhookView }) {
  return (
    <SpaceBetween size="l">
      <Settings webhook={webhook} />
      <Authentication webhook={webhook} />
      <SigningSecret webhook={webhook} />
    </SpaceBetween>
  )
}
