import Alert from '@cloudscape-design/components/alert'

import type { RecoveryView } from '../api/views.ts'
import { useNow } from '../shared/clock.ts'
import { inDigits } from '../shared/format.ts'
import { Moment } from '../shared/timestamp.tsx'
import { useText } from '../text/use-text.ts'

/** So long it is still told how it ended. */
const toldMs = 3_600_000

/** How the newest recovery ended, for an hour. */
export function RecoveryEnded({ recovery }: { recovery: RecoveryView }) {
  const { recover: text } = useText()
  const { status, recovered, total, reason, endedAt, by } = recovery
  const now = useNow()
  if (endedAt === undefined || Date.parse(endedAt) < now - toldMs) return null
  const isDone = status === 'completed'
  return (
    <Alert
      type={isDone ? 'success' : 'info'}
      header={
        isDone
          ? text.completed(inDigits(recovered))
          : text.cancelled(inDigits(recovered), inDigits(total))
      }
    >
      {reason !== undefined && `${text.reason(reason)}. `}
      {text.by(by)}, <Moment at={endedAt} />
    </Alert>
  )
}
