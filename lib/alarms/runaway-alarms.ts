import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'

import type { LineMetric } from '../../adapters/common/line-metrics.ts'
import type { Monitoring } from '../monitoring.ts'
import type { Worker } from '../worker.ts'
import { type Alarm, hour } from './alarm.ts'

type Workers = Readonly<Record<'fanOut' | 'deliver' | 'wake', Worker>>

/** More than one chain of messages causes in an hour. */
const invocations = 100_000

/**
 * What AWS Lambda no longer stops, because it is allowed to these functions: messages that follow
 * from each other and achieve nothing.
 */
export function runaways({
  monitoring,
  fanOut,
  deliver,
  wake,
}: Workers & { readonly monitoring: Monitoring }): Alarm[] {
  const counted = (metric: LineMetric) =>
    monitoring.metric(metric, { statistic: cloudwatch.Stats.SUM, period: hour })
  return [
    runaway(fanOut, counted('accepted'), 'fan-out runs far more often than events come'),
    runaway(deliver, counted('attempts'), 'deliver runs far more often than it attempts'),
    runaway(
      wake,
      deliver.function.metricInvocations({ period: hour }),
      'wake runs far more often than there is something to deliver',
    ),
  ]
}

function runaway(worker: Worker, useful: cloudwatch.IMetric, what: string): Alarm {
  return {
    id: `${worker.node.id}Runaway`,
    means: `${what}: its messages follow from each other.`,
    heading: 'A runaway',
    metric: new cloudwatch.MathExpression({
      expression: `IF(runs > ${invocations} AND runs > 10 * FILL(useful, 0), 1, 0)`,
      usingMetrics: { runs: worker.function.metricInvocations({ period: hour }), useful },
      period: hour,
      label: 'runaway',
    }),
    threshold: 1,
  }
}
