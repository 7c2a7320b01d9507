import BarChart from '@cloudscape-design/components/bar-chart'
import Box from '@cloudscape-design/components/box'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { LatencyView, StatsView } from '../../api/views.ts'
import { formatMs } from '../../shared/format.ts'
import { useText } from '../../text/use-text.ts'
import { tickFormatter } from './chart-time.ts'

const heightPx = 220

/** The p50 and the p95 latency. */
export function LatencyChart({ stats }: { stats: StatsView }) {
  const { webhookDetail: text } = useText()
  const { buckets, range, latency } = stats
  const series = [
    { title: text.p50, color: '#3f7fd9', data: barsOf(stats, 'p50Ms') },
    { title: text.p95, color: '#b8590b', data: barsOf(stats, 'p95Ms') },
  ]
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{text.chartLatency}</Box>
      <Box color="text-body-secondary">
        {latency === null
          ? text.noLatency
          : text.percentiles(formatMs(latency.p50Ms), formatMs(latency.p95Ms))}
      </Box>
      {latency !== null && (
        <BarChart
          hideFilter
          height={heightPx}
          ariaLabel={text.chartLatency}
          xTitle={text.time}
          xScaleType="categorical"
          xDomain={buckets.map(({ from }) => new Date(from))}
          xTickFormatter={tickFormatter(range)}
          yTickFormatter={(ms) => (Number.isInteger(ms) ? formatMs(ms) : '')}
          series={series.map((one) => ({ ...one, type: 'bar', valueFormatter: formatMs }))}
        />
      )}
    </SpaceBetween>
  )
}

function barsOf({ buckets }: StatsView, percentile: keyof LatencyView) {
  return buckets.flatMap(({ from, latency }) =>
    latency === null ? [] : [{ x: new Date(from), y: latency[percentile] }],
  )
}
