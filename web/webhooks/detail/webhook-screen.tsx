import SpaceBetween from '@cloudscape-design/components/space-between'
import Tabs from '@cloudscape-design/components/tabs'
import { useParams, useSearchParams } from 'react-router'

import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { useWebhook } from '../../api/webhooks.ts'
import { webhooksCrumbs } from '../../app/crumbs.ts'
import { Screen } from '../../app/screen.tsx'
import { AuditTable } from '../../audit/audit-table.tsx'
import { LatestRecovery } from '../../recovery/latest.tsx'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'
import { placeOf } from '../form/draft.ts'
import { Authentication } from './authentication.tsx'
import { Charts } from './charts.tsx'
import { ClientKey } from './key-pair.tsx'
import { DetailActions } from './detail-actions.tsx'
import { LatestDeliveries } from './latest-deliveries.tsx'
import { Settings } from './settings.tsx'
import { SigningKey } from './signing-key.tsx'
import { SigningSecret } from './signing-secret.tsx'
import { Summary } from './summary.tsx'
import { Warnings } from './warnings.tsx'

/** One webhook: state, charts, deliveries, settings and audit log. */
export function Component() {
  const { layout } = useText()
  const { id = '' } = useParams()
  const webhook = useWebhook(id)
  const known = webhook.data ?? webhook.deleted
  return (
    <Screen
      title={known ? webhookName(known) : id}
      crumbs={webhooksCrumbs(layout)}
      description={known?.description && known.url}
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
      <Warnings webhook={webhook} />
      <Summary webhook={webhook} />
      <LatestRecovery webhook={webhook.id} />
      <Tabs
        activeTabId={params.get('tab') ?? 'overview'}
        onChange={({ detail }) => setParams({ tab: detail.activeTabId }, { replace: true })}
        tabs={[
          { id: 'overview', label: text.tabs.overview, content: <OverviewTab webhook={webhook} /> },
          { id: 'settings', label: text.tabs.settings, content: <SettingsTab webhook={webhook} /> },
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

function OverviewTab({ webhook }: { webhook: WebhookView }) {
  return (
    <SpaceBetween size="l">
      <Charts id={webhook.id} />
      <LatestDeliveries webhook={webhook} />
    </SpaceBetween>
  )
}

function SettingsTab({ webhook }: { webhook: WebhookView }) {
  return (
    <SpaceBetween size="l">
      <Settings webhook={webhook} />
      {placeOf(webhook) === 'url' && <Authentication webhook={webhook} />}
      <ClientKey webhook={webhook} />
      {placeOf(webhook) !== 'eventBus' && <SigningSecret webhook={webhook} />}
      {placeOf(webhook) !== 'eventBus' && <SigningKey webhook={webhook} />}
    </SpaceBetween>
  )
}
