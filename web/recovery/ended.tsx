import Alert from '@cloudscape-design/components/alert'

import type { RecoveryView } from '../api/views.ts'
import { Moment } from '../shared/moment.tsx'
import { useText } from '../text/use-text.ts'

/** How the newest recovery ended. */
export function RecoveryEnded({ recovery }: { recovery: RecoveryView }) {
  const { recover: text } = useText()
  const { status, recovered, total, because, endedAt, by } = recovery
  const isDone = status === 'completed'
  return (
    <Alert
      type={isDone ? 'success' : 'info'}
      header={isDone ? text.completed(recovered) : text.cancelled(recovered, total)}
    >
      {because !== undefined && `${text.because(because)}. `}
      {text.by(by)}
      {endedAt !== undefined && (
        <>
          , <Moment at={endedAt} />
        </>
      )}
    </Alert>
  )
}
