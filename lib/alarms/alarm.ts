import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'

/** An alarm: what it watches, what it means, and the runbook's heading that says what to do. */
export type Alarm = {
  /** The construct id, unique among all alarms. */
  readonly id: string
  /** What has failed, in a sentence or two that people read in an email. */
  readonly means: string
  /** A heading of docs/runbook.md. */
  readonly heading: string
  readonly metric: cloudwatch.IMetric
  /** It goes off when the metric is at least this, or below it with `isBelow`. */
  readonly threshold: number
  readonly isBelow?: boolean
  /** How many of the latest periods have to be beyond the threshold. Default: 1 of 1. */
  readonly periods?: readonly [count: number, of: number]
  /** Whether no data means failure. Default: idle parts report no data. */
  readonly isMissingBad?: boolean
}

/** Alarms that go off together, and of which people get one message. */
export type AlarmGroup = Pick<Alarm, 'id' | 'means' | 'heading'> & {
  readonly alarms: readonly Alarm[]
}

export const minute = Duration.minutes(1)
export const fiveMinutes = Duration.minutes(5)
export const hour = Duration.hours(1)

/** The sum of metrics; an alarm admits ten of them, each of which costs as much as an alarm. */
export function sumOf(metrics: readonly cloudwatch.IMetric[]): cloudwatch.MathExpression {
  const named = metrics.map((metric, index) => [`m${index}`, metric] as const)
  return new cloudwatch.MathExpression({
    expression: named.map(([name]) => `FILL(${name}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(named),
    period: fiveMinutes,
  })
}

/** The text of an alarm's email. */
export function descriptionOf({ means, heading }: Pick<Alarm, 'means' | 'heading'>): string {
  return `${means} What to do: docs/runbook.md, "${heading}"`
}
