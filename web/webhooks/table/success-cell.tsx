import Box from '@cloudscape-design/components/box'
import Skeleton from '@cloudscape-design/components/skeleton'
import { useContext } from 'react'

import type { StatsView } from '../../api/views.ts'
import { formatCount, formatPercent } from '../../shared/format.ts'
import { Sparkline } from '../../shared/sparkline.tsx'
import { useText } from '../../text/use-text.ts'
import { useCounts } from '../use-counts.ts'
import { TableStats } from './table-stats.ts'

/** How the last day's deliveries ended and how many attempts succeeded, with a sparkline. */
export function SuccessCell({ id }: { id: string }) {
  const { webhooks } = useText()
  const { statsOf, isError } = useContext(TableStats)
  const stats = statsOf.get(id)
  if (stats !== undefined) return <Success stats={stats} />
  if (isError) return <Box color="text-status-inactive">{webhooks.noStats}</Box>
  return <Skeleton width="7rem" />
}

function Success({ stats: { totals, buckets } }: { stats: StatsView }) {
  const { webhooks } = useText()
  const counts = useCounts(totals)
  if (counts === '') return <Box color="text-status-inactive">{webhooks.noDeliveries}</Box>
  const { successRate, attempts } = totals
  return (
    <div>
      <Sparkline buckets={buckets} />
      {counts}
      {successRate !== null && (
        <Box variant="small" display="block">
          {webhooks.successOf(
            formatPercent(successRate),
            formatCount(attempts.delivered + attempts.failed),
          )}
        </Box>
      )}
    </div>
  )
}
