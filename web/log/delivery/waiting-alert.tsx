import Alert from '@cloudscape-design/components/alert'

import type { DeliveryDetail } from '../../api/views.ts'
import { useIsHeldBack } from '../../shared/next-attempt.tsx'
import { useWaitingReason } from '../../shared/waiting-reason.ts'
import { useText } from '../../text/use-text.ts'

/** The reason why a delivery waits longer than for its time. */
export function WaitingAlert({ delivery }: { delivery: DeliveryDetail }) {
  const { nextAttempt: text } = useText()
  const isHeldBack = useIsHeldBack(delivery)
  if (delivery.waitsFor !== undefined) {
    return <Alert type="info">{text.waitsForEarlierExplained}</Alert>
  }
  return isHeldBack && <WaitingReason webhook={delivery.webhook} />
}

function WaitingReason({ webhook }: { webhook: string }) {
  const { label, reason } = useWaitingReason(webhook)
  return (
    <Alert type="info" header={label}>
      {reason}
    </Alert>
  )
}
