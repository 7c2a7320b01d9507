import Alert from '@cloudscape-design/components/alert'
import ProgressBar from '@cloudscape-design/components/progress-bar'

import { useCan } from '../../api/me.ts'
import { useCancelRecovery, useNewestRecovery } from '../../api/recoveries.ts'
import type { RecoveryView } from '../../api/views.ts'
import { useNow } from '../../shared/clock.ts'
import { inDigits } from '../../shared/format.ts'
import { TwoStepButton } from '../../shared/two-step-button.tsx'
import { useText } from '../../text/use-text.ts'

/** So long it is still told that a recovery has ended. */
const toldMs = 3_600_000

/** How far the newest recovery is, whoever began it; and how it ended, for an hour. */
export function RecoveryProgress({ id }: { id: string }) {
  const { data: recovery } = useNewestRecovery(id)
  if (recovery === undefined || recovery === null) return null
  return recovery.status === 'running' ? (
    <Running recovery={recovery} />
  ) : (
    <Ended recovery={recovery} />
  )
}

function Running({ recovery }: { recovery: RecoveryView }) {
  const { recovery: text } = useText()
  const can = useCan()
  const cancel = useCancelRecovery()
  const { recovered, total, by } = recovery
  return (
    <Alert
      type="info"
      header={text.running}
      action={
        can.change && (
          <TwoStepButton
            icon="close"
            label={text.cancel}
            question={text.cancelQuestion}
            loading={cancel.isPending}
            onConfirm={() => cancel.mutate(recovery)}
          />
        )
      }
    >
      <ProgressBar
        value={total === 0 ? 100 : (100 * recovered) / total}
        label={text.progress(inDigits(recovered), inDigits(total))}
        description={text.startedBy(by)}
      />
    </Alert>
  )
}

function Ended({ recovery }: { recovery: RecoveryView }) {
  const { recovery: text } = useText()
  const now = useNow()
  const { status, endedAt, recovered } = recovery
  const isOld = endedAt === undefined || Date.parse(endedAt) < now - toldMs
  if (status === 'running' || isOld) return null
  return (
    <Alert type={status === 'completed' ? 'success' : 'warning'}>
      {text.ended[status](inDigits(recovered))}
    </Alert>
  )
}
