import Alert from '@cloudscape-design/components/alert'

import type { DeliveryDetail } from '../../api/views.ts'
import { useHeldBack } from '../../shared/waiting-reason.ts'
import { useIsLate } from '../../shared/next-attempt.tsx'

/** What holds it back, though it is due; nothing when it is not, or goes on. */
export function HeldBack({ delivery }: { delivery: DeliveryDetail }) {
  return useIsLate(delivery) && <Why webhook={delivery.webhook} />
}

function Why({ webhook }: { webhook: string }) {
  const { short, reason } = useHeldBack(webhook)
  return (
    <Alert type="info" header={short}>
      {reason}
    </Alert>
  )
}
