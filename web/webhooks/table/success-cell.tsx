import Box from '@cloudscape-design/components/box'
import Skeleton from '@cloudscape-design/components/skeleton'

import type { StatsView } from '../../api/views.ts'
import { useStats } from '../../api/webhooks.ts'
import { formatCount, formatPercent } from '../../shared/format.ts'
import { Sparkline } from '../../shared/sparkline.tsx'
import { type Text, useText } from '../../text/use-text.ts'

/** The success rate of the last day, with a sparkline. */
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
  const rest = otherStatuses(totals, webhooks)
  if (successRate === null && rest === '') {
    return <Box color="text-status-inactive">{webhooks.noDeliveries}</Box>
  }
  return (
    <div>
      <Sparkline buckets={buckets} />
      {successRate !== null &&
        webhooks.successOf(formatPercent(successRate), formatCount(successful + failed))}
      {rest !== '' && (
        <Box variant={successRate === null ? 'span' : 'small'} display="block">
          {rest}
        </Box>
      )}
    </div>
  )
}

/** Deliveries that are not finished, or were not sent: `10 pending, 2 skipped`. */
function otherStatuses(
  totals: StatsView['totals'],
  { otherStatuses: words, counted }: Text['webhooks'],
) {
  return (['pending', 'skipped', 'dropped'] as const)
    .filter((status) => totals[status] > 0)
    .map((status) => counted(formatCount(totals[status]), words[status]))
    .join(', ')
}
