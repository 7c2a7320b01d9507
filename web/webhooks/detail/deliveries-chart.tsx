import BarChart from '@cloudscape-design/components/bar-chart'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { StatsBucket, StatsView } from '../../api/views.ts'
import { formatCount, formatPercent } from '../../shared/format.ts'
import { useText } from '../../text/use-text.ts'
import { useCounts } from '../use-counts.ts'
import { tickFormatter } from './chart-time.ts'

/** Distinguishable in both colour modes, and with red-green colour blindness. */
const colours = {
  delivered: '#2a9d4a',
  failed: '#d64545',
  pending: '#3f7fd9',
  skipped: '#8c8c94',
  dropped: '#b88a00',
}
type Part = keyof typeof colours

const heightPx = 220

/** The attempts by outcome, and the deliveries that wait or were not sent. */
export function DeliveriesChart({ stats }: { stats: StatsView }) {
  const { webhookDetail: text, webhooks } = useText()
  const counts = useCounts(stats.totals)
  const { buckets, totals, range } = stats
  const { attempts, successRate } = totals
  const all = formatCount(attempts.delivered + attempts.failed)
  const present = parts.filter((part) => countOf(totals, part) > 0)
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{text.chartDeliveries}</Box>
      <Box color="text-body-secondary">
        {counts === '' ? text.noAttempts : counts}
        {successRate !== null && ` · ${webhooks.successOf(formatPercent(successRate), all)}`}
      </Box>
      {present.length > 0 && (
        <BarChart
          stackedBars
          hideFilter
          height={heightPx}
          ariaLabel={text.chartDeliveries}
          xTitle={text.time}
          xScaleType="categorical"
          xDomain={buckets.map(({ from }) => new Date(from))}
          xTickFormatter={tickFormatter(range)}
          yTickFormatter={(count) => (Number.isInteger(count) ? formatCount(count) : '')}
          series={present.map((part) => ({
            type: 'bar',
            title: text.chartParts[part],
            color: colours[part],
            data: buckets.map((bucket) => ({ x: new Date(bucket.from), y: countOf(bucket, part) })),
          }))}
        />
      )}
    </SpaceBetween>
  )
}

const parts = ['delivered', 'failed', 'pending', 'skipped', 'dropped'] as const satisfies Part[]

function countOf(counts: Omit<StatsBucket, 'from' | 'latency'>, part: Part): number {
  return part === 'delivered' || part === 'failed' ? counts.attempts[part] : counts[part]
}
