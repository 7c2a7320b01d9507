import Alert from '@cloudscape-design/components/alert'

import type { DeliveryDetail } from '../../api/views.ts'
import { useIsOverdue } from '../../shared/next-attempt.tsx'
import { useWaitingReason } from '../../shared/waiting-reason.ts'

/** The reason why an overdue delivery is still waiting. */
export function WaitingAlert({ delivery }: { delivery: DeliveryDetail }) {
  return useIsOverdue(delivery) && <WaitingReason webhook={delivery.webhook} />
}

function WaitingReason({ webhook }: { webhook: string }) {
  const { label, reason } = useWaitingReason(webhook)
  return (
    <Alert type="info" header={label}>
      {reason}
    </Alert>
  )
}
