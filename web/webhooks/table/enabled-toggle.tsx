import Spinner from '@cloudscape-design/components/spinner'
import Toggle from '@cloudscape-design/components/toggle'

import type { WebhookView } from '../../api/views.ts'
import { webhookName } from '../../api/webhook-names.ts'
import { useSetEnabled } from '../../shared/use-set-enabled.ts'
import { useText } from '../../text/use-text.ts'

/** Enables and disables a webhook. Enabling waits until the receiver has responded to a probe. */
export function EnabledToggle({ webhook }: { webhook: WebhookView }) {
  const { webhooks } = useText()
  const { setEnabled, isPending } = useSetEnabled(webhook)
  return (
    <>
      <Toggle
        checked={webhook.enabled}
        disabled={isPending}
        ariaLabel={webhooks.enabledOf(webhookName(webhook))}
        onChange={({ detail }) => setEnabled(detail.checked)}
      />
      {isPending && <Spinner />}
    </>
  )
}
