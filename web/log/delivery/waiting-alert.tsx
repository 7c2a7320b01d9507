import Alert from '@cloudscape-design/components/alert'

import type { DeliveryDetail } from '../../api/views.ts'
import { useIsHeldBack } from '../../shared/next-attempt.tsx'
import { useWaitingReason } from '../../shared/waiting-reason.ts'

/** The reason why a delivery waits longer than for its time. */
export function WaitingAlert({ delivery }: { delivery: DeliveryDetail }) {
  return useIsHeldBack(delivery) && <WaitingReason webhook={delivery.webhook} />
}

function WaitingReason({ webhook }: { webhook: string }) {
  const { label, reason } = useWaitingReason(webhook)
  return (
    <Alert type="info" header={label}>
      {reason}
    </Alert>
  )
}
