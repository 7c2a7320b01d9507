import BarChart from '@cloudscape-design/components/bar-chart'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { DeliveryStatus, StatsView } from '../../api/views.ts'
import { formatCount, formatPercent } from '../../shared/format.ts'
import { useText } from '../../text/use-text.ts'
import { tickFormatter } from './chart-time.ts'

/** Distinguishable in both colour modes, and with red-green colour blindness. */
const colours: readonly [DeliveryStatus, string][] = [
  ['successful', '#2a9d4a'],
  ['failed', '#d64545'],
  ['pending', '#3f7fd9'],
  ['skipped', '#8c8c94'],
  ['dropped', '#b88a00'],
]

const heightPx = 220

/** Deliveries by status. */
export function DeliveriesChart({ stats }: { stats: StatsView }) {
  const { delivery, webhookDetail: text } = useText()
  const { buckets, totals, range } = stats
  const total = colours.reduce((sum, [status]) => sum + totals[status], 0)
  const present = colours.filter(([status]) => totals[status] > 0)
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{text.chartDeliveries}</Box>
      <Box color="text-body-secondary">
        {text.total(formatCount(total))}
        {totals.successRate !== null && `, ${text.success(formatPercent(totals.successRate))}`}
      </Box>
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
        series={present.map(([status, color]) => ({
          type: 'bar',
          title: delivery.statuses[status],
          color,
          data: buckets.map((bucket) => ({ x: new Date(bucket.from), y: bucket[status] })),
        }))}
        empty={<Box textAlign="center">{text.noDeliveries}</Box>}
      />
    </SpaceBetween>
  )
}
