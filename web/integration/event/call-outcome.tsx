import type { VendorCallView } from '../../api/integration-views.ts'
import { shortReason } from '../../shared/reason.ts'
import { StatusLabel } from '../../shared/status-label.tsx'
import { useText } from '../../text/use-text.ts'

/** `Answered: HTTP 202`, `Failed: timeout`. */
export function CallOutcome({ call: { status, reason } }: { call: VendorCallView }) {
  const { integrationEventPage: text } = useText()
  const isAnswered = status !== undefined && status < 300 && reason === undefined
  const detail = status === undefined ? shortReason(reason ?? '') : `HTTP ${status}`
  const outcome = isAnswered ? text.calls.reached : text.calls.failed
  return (
    <StatusLabel type={isAnswered ? 'success' : 'error'}>
      {detail === '' ? outcome : `${outcome}: ${detail}`}
    </StatusLabel>
  )
}
