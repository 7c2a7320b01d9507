import Box from '@cloudscape-design/components/box'
import LineChart from '@cloudscape-design/components/line-chart'
import SpaceBetween from '@cloudscape-design/components/space-between'

import type { LatencyView, StatsView } from '../../api/views.ts'
import { inMs } from '../../shared/format.ts'
import { useText } from '../../text/use-text.ts'
import { tickOf } from './chart-time.ts'

const heightPx = 220

/** How long the receiver took to answer: the usual case, and the slow ones. */
export function LatencyChart({ stats }: { stats: StatsView }) {
  const { webhookDetail: text } = useText()
  const { from, to, range, latency } = stats
  const series = [
    { title: text.p50, color: '#3f7fd9', data: pointsOf(stats, 'p50Ms') },
    { title: text.p95, color: '#b8590b', data: pointsOf(stats, 'p95Ms') },
  ]
  return (
    <SpaceBetween size="xs">
      <Box variant="h3">{text.chartLatency}</Box>
      <Box color="text-body-secondary">
        {latency === null ? text.noLatency : text.median(inMs(latency.p50Ms), inMs(latency.p95Ms))}
      </Box>
      <LineChart
        hideFilter
        height={heightPx}
        ariaLabel={text.chartLatency}
        xTitle={text.time}
        xScaleType="time"
        xDomain={[new Date(from), new Date(to)]}
        xTickFormatter={tickOf(range)}
        yTitle={text.milliseconds}
        yTickFormatter={inMs}
        series={
          latency === null
            ? []
            : series.map((one) => ({ ...one, type: 'line', valueFormatter: inMs }))
        }
        empty={<Box textAlign="center">{text.noLatency}</Box>}
      />
    </SpaceBetween>
  )
}

function pointsOf({ buckets }: StatsView, which: keyof LatencyView) {
  return buckets.flatMap(({ from, latency }) =>
    latency === null ? [] : [{ x: new Date(from), y: latency[which] }],
  )
}
