import Box from '@cloudscape-design/components/box'

import type { DeliverySummary } from '../api/views.ts'
import { briefReason, explainReason, reasonOf } from '../shared/reason.ts'
import { useText } from '../text/use-text.ts'

/** The last response in short; the tooltip explains the reason. */
export function LastResponse({ delivery }: { delivery: DeliverySummary }) {
  const { log: text, reasons } = useText()
  const { lastAttempt: last, status, attemptCount } = delivery
  if (last === undefined) return status === 'skipped' ? text.wasDisabled : text.notAttempted

  const reason = reasonOf(last)
  const { status: httpStatus } = last
  const title = reason === undefined ? undefined : explainReason(reason, reasons)
  return (
    <span className="unspaced" title={title}>
      {httpStatus === undefined ? reason && briefReason(reason, text) : `HTTP ${httpStatus}`}
      {attemptCount > 1 && (
        <>
          {' '}
          <Box variant="small">({text.attempts(attemptCount)})</Box>
        </>
      )}
    </span>
  )
}
