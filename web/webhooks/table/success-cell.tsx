import Box from '@cloudscape-design/components/box'
import Skeleton from '@cloudscape-design/components/skeleton'

import type { StatsView } from '../../api/views.ts'
import { useStats } from '../../api/webhooks.ts'
import { inDigits, inPercent } from '../../shared/format.ts'
import { Sparkline } from '../../shared/sparkline.tsx'
import { type Text, useText } from '../../text/use-text.ts'

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
  const rest = otherwise(totals, webhooks)
  if (successRate === null && rest === '') {
    return <Box color="text-status-inactive">{webhooks.nothingSent}</Box>
  }
  return (
    <div>
      <Sparkline buckets={buckets} />
      {successRate !== null &&
        webhooks.successOf(inPercent(successRate), inDigits(successful + failed))}
      {rest !== '' && (
        <Box variant={successRate === null ? 'span' : 'small'} display="block">
          {rest}
        </Box>
      )}
    </div>
  )
}

/** What has not ended, or was not sent at all: `10 pending, 2 skipped`. */
function otherwise(totals: StatsView['totals'], { otherwise: words, counted }: Text['webhooks']) {
  return (['pending', 'skipped', 'dropped'] as const)
    .filter((status) => totals[status] > 0)
    .map((status) => counted(inDigits(totals[status]), words[status]))
    .join(', ')
}
