import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Skeleton from '@cloudscape-design/components/skeleton'

import type { StatsView } from '../../api/views.ts'
import { useStats } from '../../api/webhooks.ts'
import { inDigits, inPercent } from '../../shared/format.ts'
import { Sparkline } from '../../shared/sparkline.tsx'
import { useText } from '../../text/use-text.ts'

/** How many of the last day's deliveries were taken, and when. */
export function SuccessCell({ id }: { id: string }) {
  const { webhooks } = useText()
  const stats = useStats(id, 'day')
  if (stats.data !== undefined) return <Success stats={stats.data} />
  if (stats.isError) return <Box color="text-status-inactive">{webhooks.noStats}</Box>
  return <Skeleton width="7rem" />
}

function Success({ stats: { totals, buckets } }: { stats: StatsView }) {
  const { webhooks } = useText()
  const { successRate, successful, failed } = totals
  if (successRate === null) {
    return <Box color="text-status-inactive">{webhooks.nothingSent}</Box>
  }
  return (
    <SpaceBetween direction="horizontal" size="xs" alignItems="center">
      <Sparkline buckets={buckets} />
      <span>{webhooks.successOf(inPercent(successRate), inDigits(successful + failed))}</span>
    </SpaceBetween>
  )
}
