import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'

import type { IntegrationEventStatus } from '../api/integration-views.ts'
import { useText } from '../text/use-text.ts'

const types: Readonly<Record<IntegrationEventStatus, StatusIndicatorProps.Type>> = {
  complete: 'success',
  pending: 'pending',
  failed: 'error',
}

/** Green, yellow or red, with the word. */
export function EventStatus({ status }: { status: IntegrationEventStatus }) {
  const { integrationEvents } = useText()
  return (
    <StatusIndicator
      type={types[status]}
      {...(status === 'pending' && { colorOverride: 'yellow' })}
    >
      {integrationEvents.statuses[status]}
    </StatusIndicator>
  )
}
