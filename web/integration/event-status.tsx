import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

import type { IntegrationEventStatus } from '../api/integration-views.ts'
import { StatusLabel } from '../shared/status-label.tsx'
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
    <StatusLabel type={types[status]} {...(status === 'pending' && { colorOverride: 'yellow' })}>
      {integrationEvents.statuses[status]}
    </StatusLabel>
  )
}
