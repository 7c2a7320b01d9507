import Box from '@cloudscape-design/components/box'
import Popover from '@cloudscape-design/components/popover'

import type { HealthView, WebhookView } from '../../api/views.ts'
import { useReason, WebhookState } from '../../shared/webhook-state.tsx'
import { useText } from '../../text/use-text.ts'
import { EnabledToggle } from './enabled-toggle.tsx'

type Props = { webhook: WebhookView; mayChange: boolean }

/** Whether it sends, and the switch; how the receiver fares, and why, at one click. */
export function StateCell({ webhook, mayChange }: Props) {
  const { health } = webhook
  return (
    <div>
      <div className="webhook-state">
        {mayChange && <EnabledToggle webhook={webhook} />}
        <Health health={health} />
      </div>
      {health.state === 'disabled' && <WhyDisabled health={health} />}
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

type Disabled = Extract<HealthView, { state: 'disabled' }>

/** In a few words; the rest at one click. */
function WhyDisabled({ health: { disabled } }: { health: Disabled }) {
  const { whyDisabled: text } = useText().webhooks
  return (
    <Box variant="small" display="block">
      {disabled === undefined
        ? text.byManager
        : disabled.reason === 'status 410'
          ? text.gone
          : text.failed}
    </Box>
  )
}
