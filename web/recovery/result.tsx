import Alert from '@cloudscape-design/components/alert'
import Link from '@cloudscape-design/components/link'

import type { RecoveryView } from '../api/views.ts'
import { href, paths } from '../common/paths.ts'
import { useNow } from '../shared/clock.ts'
import { formatCount } from '../shared/format.ts'
import { Timestamp } from '../shared/timestamp.tsx'
import { useText } from '../text/use-text.ts'

/** The result is shown for this long. */
const shownForMs = 3_600_000

export function RecoveryResult({ recovery }: { recovery: RecoveryView }) {
  const { recover: text } = useText()
  const { status, recovered, total, reason, endedAt, by, webhook, from, to } = recovery
  const now = useNow()
  if (endedAt === undefined || Date.parse(endedAt) < now - shownForMs) return null
  const isCompleted = status === 'completed'
  if (isCompleted && total === 0) return null
  const log = `${href(paths.log)}?${String(new URLSearchParams({ webhook, from, to }))}`
  return (
    <Alert
      type={isCompleted ? 'success' : 'info'}
      header={
        isCompleted
          ? text.completed(formatCount(recovered))
          : text.cancelled(formatCount(recovered), formatCount(total))
      }
    >
      {reason !== undefined && `${text.reason(reason)}. `}
      {text.by(by)}, <Timestamp at={endedAt} /> · <Link href={log}>{text.viewDeliveries}</Link>
    </Alert>
  )
}
