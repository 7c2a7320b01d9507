import Box from '@cloudscape-design/components/box'

import type { DurationsView } from '../api/views.ts'
import { useText } from '../text/use-text.ts'
import { TimeBar } from './time-bar.tsx'

/** Where the time of a call went; what a kept connection spared is not there. */
export function AttemptDurations({ durations }: { durations: DurationsView }) {
  const { attempt: text } = useText()
  return (
    <div>
      <Box variant="awsui-key-label">{text.durations}</Box>
      <TimeBar durations={durations} />
    </div>
  )
}
