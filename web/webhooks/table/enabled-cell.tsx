import Spinner from '@cloudscape-design/components/spinner'
import Toggle from '@cloudscape-design/components/toggle'

import type { WebhookView } from '../../api/views.ts'
import { useText } from '../../text/use-text.ts'
import { useSwitch } from '../use-switch.ts'

/** Whether it sends, and the switch. Enabling takes as long as the receiver does to answer. */
export function EnabledCell({ webhook, mayChange }: { webhook: WebhookView; mayChange: boolean }) {
  const { common, webhooks } = useText()
  const { set, isPending } = useSwitch(webhook)
  if (!mayChange) return webhook.enabled ? common.yes : common.no
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
