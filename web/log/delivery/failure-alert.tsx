import Alert from '@cloudscape-design/components/alert'

import type { DeliveryDetail } from '../../api/views.ts'
import { explainReason, reasonOf } from '../../shared/reason.ts'
import { useText } from '../../text/use-text.ts'

/** The reason why the delivery failed or was not sent. */
export function FailureAlert({ delivery }: { delivery: DeliveryDetail }) {
  const { deliveryPage: text, reasons } = useText()
  const { status, attempts } = delivery
  if (status === 'skipped') return <Alert type="info">{text.skippedReason}</Alert>
  if (status === 'dropped') return <Alert type="info">{text.droppedReason}</Alert>
  const reason = reasonOf(attempts.at(-1))
  if (status === 'successful' || reason === undefined) return null
  return (
    <Alert type={status === 'failed' ? 'error' : 'warning'} header={text.reason}>
      {explainReason(reason, reasons)}
    </Alert>
  )
}
