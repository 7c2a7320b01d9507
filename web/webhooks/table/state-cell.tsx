import Popover from '@cloudscape-design/components/popover'

import type { HealthView, WebhookView } from '../../api/views.ts'
import { useReason, WebhookState } from '../../shared/webhook-state.tsx'

/** How the receiver fares, and why, at one click. */
export function StateCell({ webhook: { health } }: { webhook: WebhookView }) {
  if (health === undefined) return null
  if (health.state === 'healthy') return <WebhookState state={health.state} />
  return <Unwell health={health} />
}

function Unwell({ health }: { health: HealthView }) {
  const reason = useReason(health)
  return (
    <Popover content={reason} position="right" triggerType="text">
      <WebhookState state={health.state} />
    </Popover>
  )
}
