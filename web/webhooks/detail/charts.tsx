import Container from '@cloudscape-design/components/container'
import Grid from '@cloudscape-design/components/grid'
import Header from '@cloudscape-design/components/header'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import { useState } from 'react'

import type { StatsRange } from '../../api/views.ts'
import { useStats } from '../../api/webhooks.ts'
import { Loaded } from '../../shared/loaded.tsx'
import { useText } from '../../text/use-text.ts'
import { DeliveriesChart } from './deliveries-chart.tsx'
import { LatencyChart } from './latency-chart.tsx'

const ranges: readonly StatsRange[] = ['hour', 'day', 'week', 'month']

/** Deliveries and latency over time. */
export function Charts({ id }: { id: string }) {
  const { webhookDetail: text } = useText()
  const [range, setRange] = useState<StatsRange>('day')
  const stats = useStats(id, range)
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SegmentedControl
              label={text.range}
              selectedId={range}
              options={ranges.map((one) => ({ id: one, text: text.ranges[one] }))}
              onChange={({ detail }) =>
                setRange(ranges.find((one) => one === detail.selectedId) ?? range)
              }
            />
          }
        >
          {text.charts}
        </Header>
      }
    >
      <Loaded query={stats}>
        {(data) => (
          <Grid gridDefinition={[half, half]}>
            <DeliveriesChart stats={data} />
            <LatencyChart stats={data} />
          </Grid>
        )}
      </Loaded>
    </Container>
  )
}

const half = { colspan: { default: 12, s: 6 } } as const
