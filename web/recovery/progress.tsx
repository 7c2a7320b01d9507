import Box from '@cloudscape-design/components/box'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useCan } from '../api/me.ts'
import { useCancelRecovery } from '../api/recoveries.ts'
import type { RecoveryView } from '../api/views.ts'
import { inDigits, inShort } from '../shared/format.ts'
import { ProblemAlert } from '../shared/error-alert.tsx'
import { TwoStepButton } from '../shared/confirm-button.tsx'
import { useText } from '../text/use-text.ts'

/** How far a running recovery is, and the way to end it. */
export function RecoveryProgress({ recovery }: { recovery: RecoveryView }) {
  const { recover: text } = useText()
  const can = useCan()
  const cancel = useCancelRecovery()
  const { recovered, total, from, to, by } = recovery
  return (
    <SpaceBetween size="s">
      <ProgressBar
        label={text.running}
        description={text.span(inShort(from), inShort(to))}
        value={total === 0 ? 0 : Math.min(100, (recovered / total) * 100)}
        additionalInfo={`${text.progress(inDigits(recovered), inDigits(total))}. ${text.by(by)}.`}
      />
      <Box color="text-body-secondary">{text.waits}</Box>
      {can.change && (
        <TwoStepButton
          label={text.cancel}
          question={text.cancelQuestion}
          loading={cancel.isPending}
          onConfirm={() => cancel.mutate(recovery)}
        />
      )}
      <ProblemAlert error={cancel.error} />
    </SpaceBetween>
  )
}
