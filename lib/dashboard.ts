import { Duration, Stack } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'

import type { LineMetric } from '../adapters/common/line-metrics.ts'
import type { Monitoring } from './monitoring.ts'
import type { Worker } from './worker.ts'

type DashboardProps = {
  readonly monitoring: Monitoring
  readonly alarms: readonly cloudwatch.IAlarm[]
  readonly workers: readonly Worker[]
  readonly functions: readonly lambda.Function[]
  readonly hasCanary: boolean
}

const period = Duration.minutes(5)
const { SUM, MAXIMUM } = cloudwatch.Stats
const half = { width: 12, height: 6 }

/** Answers three questions in this order: is it healthy, who is affected, and since when. */
export class Dashboard extends Construct {
  readonly name: string
  private readonly props: DashboardProps

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id)
    this.props = props
    const widgets = [this.health(), this.affected(), this.deliveries(), this.parts()]
    const dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName: Stack.of(this).stackName,
      defaultInterval: Duration.hours(12),
      widgets,
    })
    this.name = dashboard.dashboardName
  }

  private health(): cloudwatch.IWidget[] {
    const total = (metric: LineMetric) => this.metric(metric, SUM, Duration.hours(1))
    return [
      new cloudwatch.AlarmStatusWidget({
        title: 'Is it healthy? Red: docs/runbook.md has a heading for each',
        alarms: [...this.props.alarms],
        ...half,
      }),
      new cloudwatch.SingleValueWidget({
        title: 'The last hour',
        metrics: [total('accepted'), total('delivered'), total('waiting'), total('failed')],
        ...half,
      }),
    ]
  }

  private affected(): cloudwatch.IWidget[] {
    const { namespace } = this.props.monitoring
    const by = (fields: string, metric: LineMetric) =>
      new cloudwatch.MathExpression({
        expression: `SEARCH('{"${namespace}",${fields}} MetricName="${metric}"', 'Sum', 300)`,
        period,
        label: '',
      })
    return [
      new cloudwatch.LogQueryWidget({
        title: 'Who is it? Failed attempts by receiver and reason',
        logGroupNames: this.logGroupsOf(['Deliver']),
        queryLines: [
          'filter message = "attempt" and outcome != "delivered"',
          'stats count(*) as attempts, max(@timestamp) as latest by marketplace, webhook, reason',
          'sort attempts desc',
          'limit 20',
        ],
        ...half,
      }),
      this.graph('Circuits opened, by webhook', [by('marketplace,webhook', 'circuitsOpened')]),
      this.graph('Failed and waiting, by marketplace', [
        by('marketplace', 'failed'),
        by('marketplace', 'waiting'),
      ]),
      this.graph('Delivered, by marketplace', [by('marketplace', 'delivered')]),
      new cloudwatch.LogQueryWidget({
        title: 'Which vendor? Failed integration events by product and error',
        logGroupNames: this.logGroupsOf(['CallVendor', 'Vendors']),
        queryLines: [
          'filter message = "integration event ended" and status = "failed"',
          'stats count(*) as events, max(@timestamp) as latest by marketplace, product, errorCode',
          'sort events desc',
          'limit 20',
        ],
        ...half,
      }),
      this.graph('Requests of vendors that were refused, by status', [
        by('status', 'vendorRefusals'),
      ]),
    ]
  }

  private deliveries(): cloudwatch.IWidget[] {
    const counted = (['accepted', 'filteredOut', 'delivered', 'waiting', 'failed'] as const).map(
      (metric) => this.metric(metric, SUM),
    )
    return [
      this.graph('Since when? Events and deliveries', counted),
      this.graph('From event to receiver, ms', [
        this.metric('latencyMs', 'p50'),
        this.metric('latencyMs', 'p99'),
      ]),
    ]
  }

  private parts(): cloudwatch.IWidget[] {
    const { workers, functions } = this.props
    const each = (metric: (one: lambda.Function) => cloudwatch.Metric) => functions.map(metric)
    const inQueues = (metric: (one: Worker) => cloudwatch.Metric) => workers.map(metric)
    const visible = { period, statistic: MAXIMUM }
    return [
      this.graph('Age of the oldest message, s', [
        ...inQueues(({ queue }) => queue.metricApproximateAgeOfOldestMessage(visible)),
      ]),
      this.graph('Dead letters and malformed events', [
        ...[
          ...new Set(workers.flatMap(({ deadLetters, unreadable }) => [deadLetters, unreadable])),
        ].map((queue) => queue.metricApproximateNumberOfMessagesVisible(visible)),
      ]),
      this.graph(
        'Invocations',
        each((one) => one.metricInvocations({ period })),
      ),
      this.graph('Errors and throttles', [
        ...each((one) => one.metricErrors({ period })),
        ...each((one) => one.metricThrottles({ period })),
      ]),
      this.graph(
        'Longest invocation, ms',
        each((one) => one.metricDuration(visible)),
      ),
      this.graph('Errors in the log, sweeps', [
        this.metric('errors', SUM),
        this.metric('keyErrors', SUM),
        this.metric('sweeps', SUM),
      ]),
      ...(this.props.hasCanary
        ? [this.graph('From canary to receiver, ms', [this.metric('canaryMs', MAXIMUM)])]
        : []),
    ]
  }

  private metric(name: LineMetric, statistic: string, over = period): cloudwatch.Metric {
    return this.props.monitoring.metric(name, { statistic, period: over })
  }

  /** Of the functions of these parts. */
  private logGroupsOf(parts: readonly string[]): string[] {
    return this.props.functions
      .filter(({ node }) => parts.includes(node.scope?.node.id ?? ''))
      .map(({ logGroup }) => logGroup.logGroupName)
  }

  private graph(title: string, left: cloudwatch.IMetric[]): cloudwatch.GraphWidget {
    return new cloudwatch.GraphWidget({ title, left, ...half })
  }
}
