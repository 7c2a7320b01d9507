import Popover from '@cloudscape-design/components/popover'

import type { HealthView, WebhookView } from '../../api/views.ts'
import { useReason, WebhookState } from '../../shared/webhook-state.tsx'
import { EnabledToggle } from './enabled-toggle.tsx'

type Props = { webhook: WebhookView; mayChange: boolean }

/** Whether it sends, and the switch; how the receiver fares, and why, at one click. */
export function StateCell({ webhook, mayChange }: Props) {
  const { health } = webhook
  return (
    <div className="webhook-state">
      {mayChange && <EnabledToggle webhook={webhook} />}
      <Health health={health} />
    </div>
  )
}

function Health({ health }: { health: HealthView }) {
  const reason = useReason(health)
  if (reason === undefined) return <WebhookState state={health.state} />
  return (
    <Popover content={reason} position="right" triggerType="text">
      <WebhookState state={health.state} />
    </Popover>
  )
}
