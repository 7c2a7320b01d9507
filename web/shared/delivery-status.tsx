import StatusIndicator, {
  type StatusIndicatorProps,
} from '@cloudscape-design/components/status-indicator'

import type { DeliveryStatus as Status } from '../api/views.ts'
import { useText } from '../text/use-text.ts'

const types: Readonly<Record<Status, StatusIndicatorProps.Type>> = {
  pending: 'pending',
  successful: 'success',
  failed: 'error',
  skipped: 'stopped',
  dropped: 'stopped',
}

export function DeliveryStatus({ status }: { status: Status }) {
  const { delivery } = useText()
  return (
    <StatusIndicator type={types[status]}>
      <span className="whole-words">{delivery.statuses[status]}</span>
    </StatusIndicator>
  )
}
