import Spinner from '@cloudscape-design/components/spinner'
import Toggle from '@cloudscape-design/components/toggle'

import type { WebhookView } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'
import { useSwitch } from '../../shared/use-set-enabled.ts'

/** Enables and disables a webhook. Enabling takes as long as the receiver does to answer. */
export function EnabledToggle({ webhook }: { webhook: WebhookView }) {
  const { webhooks } = useText()
  const { set, isPending } = useSwitch(webhook)
  return (
    <>
      <Toggle
        checked={webhook.enabled}
        disabled={isPending}
        ariaLabel={webhooks.enabledOf(webhook.url)}
        onChange={({ detail }) => set(detail.checked)}
      />
      {isPending && <Spinner />}
    </>
  )
}
