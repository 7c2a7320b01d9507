import Alert from '@cloudscape-design/components/alert'

import type { DeliveryDetail } from '../../api/views.ts'
import { becauseOf, causeInWords } from '../../shared/reason.ts'
import { useText } from '../../text/use-text.ts'

/** Why it is not delivered, in plain words; nothing when it is, or nobody tried yet. */
export function Trouble({ delivery }: { delivery: DeliveryDetail }) {
  const { deliveryPage: text, causes } = useText()
  const { status, attempts } = delivery
  if (status === 'skipped') return <Alert type="info">{text.skippedWhy}</Alert>
  if (status === 'dropped') return <Alert type="info">{text.droppedWhy}</Alert>
  const reason = becauseOf(attempts.at(-1))
  if (status === 'successful' || reason === undefined) return null
  return (
    <Alert type={status === 'failed' ? 'error' : 'warning'} header={text.why}>
      {causeInWords(reason, causes)}
    </Alert>
  )
}
