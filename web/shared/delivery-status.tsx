import type { StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'

import type { DeliveryStatus as Status } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { StatusLabel } from './status-label.tsx'

const types: Readonly<Record<Status, StatusIndicatorProps.Type>> = {
  pending: 'pending',
  successful: 'success',
  failed: 'error',
  skipped: 'stopped',
  dropped: 'stopped',
}

export function DeliveryStatus({ status }: { status: Status }) {
  const { delivery } = useText()
  return <StatusLabel type={types[status]}>{delivery.statuses[status]}</StatusLabel>
}
