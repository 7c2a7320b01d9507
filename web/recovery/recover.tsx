import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Spinner from '@cloudscape-design/components/spinner'

import { useCan } from '../api/me.ts'
import { useNewestRecovery } from '../api/recoveries.ts'
import type { WebhookView } from '../api/views.ts'
import { ProblemAlert } from '../shared/error-alert.tsx'
import { useText } from '../text/use-text.ts'
import { useSwitch } from '../shared/use-set-enabled.ts'
import { RecoveryEnded } from './result.tsx'
import { RecoveryForm } from './form.tsx'
import { RecoveryProgress } from './progress.tsx'
import type { Wish } from './defaults.ts'

type Props = {
  webhook: Pick<WebhookView, 'id' | 'url' | 'enabled'>
  /** What is chosen at first. */
  wish?: Wish
}

/**
 * Sends a webhook's deliveries of some time again: counts, starts, shows how far it is, cancels. One
 * that runs already is shown whoever began it.
 */
export function Recover({ webhook, wish = {} }: Props) {
  const { common, recover: text } = useText()
  const can = useCan()
  const newest = useNewestRecovery(webhook.id)
  if (newest.isPending) {
    return (
      <span role="status">
        <Spinner /> {common.loading}
      </span>
    )
  }
  if (newest.data?.status === 'running') {
    return <RecoveryProgress recovery={newest.data} />
  }
  return (
    <SpaceBetween size="m">
      <ProblemAlert error={newest.error} tryAgain={() => void newest.refetch()} />
      {newest.data && <RecoveryEnded recovery={newest.data} />}
      {!can.change ? (
        <Alert type="info">{text.notAllowed}</Alert>
      ) : webhook.enabled ? (
        <RecoveryForm webhook={webhook.id} wish={wish} />
      ) : (
        <Disabled webhook={webhook} />
      )}
    </SpaceBetween>
  )
}

/** Enabled here, it goes on with the choice. */
function Disabled({ webhook }: Pick<Props, 'webhook'>) {
  const { recover: text, webhookDetail } = useText()
  const { set, isPending } = useSwitch(webhook)
  return (
    <Alert
      type="info"
      action={
        <Button loading={isPending} onClick={() => set(true)}>
          {webhookDetail.enable}
        </Button>
      }
    >
      {text.disabled}
    </Alert>
  )
}
