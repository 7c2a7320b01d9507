import Box from '@cloudscape-design/components/box'
import ProgressBar from '@cloudscape-design/components/progress-bar'
import SpaceBetween from '@cloudscape-design/components/space-between'

import { useCan } from '../api/me.ts'
import { useCancelRecovery } from '../api/recoveries.ts'
import type { RecoveryView } from '../api/views.ts'
import { ConfirmButton } from '../shared/confirm-button.tsx'
import { ErrorAlert } from '../shared/error-alert.tsx'
import { formatCount, formatShortDateTime } from '../shared/format.ts'
import { useText } from '../text/use-text.ts'

/** The progress of a running recovery, with a cancel button. */
export function RecoveryProgress({ recovery }: { recovery: RecoveryView }) {
  const { recover: text } = useText()
  const can = useCan()
  const cancel = useCancelRecovery()
  const { recovered, total, from, to, by } = recovery
  return (
    <SpaceBetween size="s">
      <ProgressBar
        label={text.running}
        description={text.period(formatShortDateTime(from), formatShortDateTime(to))}
        value={total === 0 ? 0 : Math.min(100, (recovered / total) * 100)}
        additionalInfo={`${text.progress(formatCount(recovered), formatCount(total))}. ${text.by(by)}.`}
      />
      <Box color="text-body-secondary">{text.runningExplained}</Box>
      {can.change && (
        <ConfirmButton
          label={text.cancel}
          question={text.cancelQuestion}
          loading={cancel.isPending}
          onConfirm={() => cancel.mutate(recovery)}
        />
      )}
      <ErrorAlert error={cancel.error} />
    </SpaceBetween>
  )
}
