import Box from '@cloudscape-design/components/box'
import Popover from '@cloudscape-design/components/popover'

import type { HealthView, WebhookView } from '../../api/views.ts'
import { useHealthReason, WebhookState } from '../../shared/webhook-state.tsx'
import { useText } from '../../text/use-text.ts'
import { EnabledToggle } from './enabled-toggle.tsx'

type Props = { webhook: WebhookView; mayChange: boolean }

/** The state, with the switch; a click on it shows the reason. */
export function StateCell({ webhook, mayChange }: Props) {
  const { health } = webhook
  return (
    <div>
      <div className="webhook-state">
        {mayChange && <EnabledToggle webhook={webhook} />}
        <Health health={health} />
      </div>
      {health.state === 'disabled' && <DisabledReason health={health} />}
    </div>
  )
}

function Health({ health }: { health: HealthView }) {
  const reason = useHealthReason(health)
  if (reason === undefined) return <WebhookState health={health} />
  return (
    <Popover content={reason} position="right" triggerType="text">
      <WebhookState health={health} />
    </Popover>
  )
}

type Disabled = Extract<HealthView, { state: 'disabled' }>

function DisabledReason({ health: { disabled } }: { health: Disabled }) {
  const { disabledReasons: text } = useText().webhooks
  return (
    <Box variant="small" display="block">
      {disabled?.reason === undefined
        ? text.by(disabled?.by)
        : disabled.reason === 'status 410'
          ? text.gone
          : text.failed}
    </Box>
  )
}
