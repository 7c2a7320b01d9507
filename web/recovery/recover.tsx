import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'

import { useCan } from '../api/me.ts'
import { useLatestRecovery } from '../api/recoveries.ts'
import type { WebhookView } from '../api/views.ts'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { useSetEnabled } from '../shared/use-set-enabled.ts'
import { useText } from '../text/use-text.ts'
import type { RecoveryDefaults } from './defaults.ts'
import { RecoveryForm } from './form.tsx'
import { RecoveryProgress } from './progress.tsx'
import { RecoveryResult } from './result.tsx'

type Props = {
  webhook: Pick<WebhookView, 'id' | 'url' | 'description' | 'enabled'>
  defaults?: RecoveryDefaults
}

/** Counts, starts, shows and cancels the recovery of a webhook's deliveries. */
export function Recover({ webhook, defaults = {} }: Props) {
  const { common, recover: text } = useText()
  const can = useCan()
  const latest = useLatestRecovery(webhook.id)
  if (latest.isPending) {
    return (
      <span role="status">
        <Spinner /> {common.loading}
      </span>
    )
  }
  if (latest.data?.status === 'running') {
    return <RecoveryProgress recovery={latest.data} />
  }
  return (
    <SpaceBetween size="m">
      <ErrorAlert error={latest.error} tryAgain={() => void latest.refetch()} />
      {latest.data && <RecoveryResult recovery={latest.data} />}
      {!can.change ? (
        <Alert type="info">{text.notAllowed}</Alert>
      ) : webhook.enabled ? (
        <RecoveryForm webhooks={[webhook.id]} defaults={defaults} />
      ) : (
        <Disabled webhook={webhook} />
      )}
    </SpaceBetween>
  )
}

function Disabled({ webhook }: Pick<Props, 'webhook'>) {
  const { recover: text, webhookDetail } = useText()
  const { setEnabled, isPending } = useSetEnabled(webhook)
  return (
    <Alert
      type="info"
      action={
        <Button loading={isPending} onClick={() => setEnabled(true)}>
          {webhookDetail.enable}
        </Button>
      }
    >
      {text.disabled}
    </Alert>
  )
}
