import { readFileSync } from 'node:fs'

import { describe, expect, it } from '@jest/globals'

import { allOf, aTemplate, ref } from './a-stack.ts'

const template = aTemplate()
const alarms = new Map(
  allOf(template, 'AWS::CloudWatch::Alarm').map(([id, alarm]) => [nameOf(id), alarm]),
)
const groups = new Map(
  allOf(template, 'AWS::CloudWatch::CompositeAlarm').map(([id, alarm]) => [nameOf(id), alarm]),
)
const headings = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.*)$/gm)].map(
  ([, heading]) => heading,
)

/** What goes off, when: everything but the names of resources. */
const expected: Readonly<Record<string, string>> = {
  FanOutDeadLetters: `${increase('FanOutDeadLetters')} >= 1, 1 of 3 x 5 min`,
  DeliverDeadLetters: `${increase('DeliverDeadLetters')} >= 1, 1 of 3 x 5 min`,
  WakeDeadLetters: `${increase('WakeDeadLetters')} >= 1, 1 of 3 x 5 min`,
  CallVendorDeadLetters: `${increase('CallVendorDeadLetters')} >= 1, 1 of 3 x 5 min`,
  MalformedIntegrationEvents: `${increase('CallVendorUnreadable')} >= 1, 1 of 3 x 5 min`,
  MalformedEvents: `${increase('FanOutUnreadable')} >= 1, 1 of 3 x 5 min`,
  ...Object.fromEntries(
    ['FanOut', 'Deliver', 'Wake', 'CallVendor', 'ManagementApi', 'Vendors', 'Page', 'SignIn'].map(
      (name) => [`${name}Errors`, `Sum Errors of ${name}Function >= 1, 1 of 1 x 5 min`],
    ),
  ),
  AuthorizerErrors: 'Sum Errors of ManagementApiAuthorizerFunction >= 1, 1 of 1 x 5 min',
  FunctionsThrottled: `${sum('Throttles')} >= 1, 2 of 3 x 5 min`,
  RecursionDropped: `${sum('RecursiveInvocationsDropped')} >= 1, 1 of 1 x 5 min`,
  FanOutRunaway: runaway('FanOutFunction', 'Sum accepted'),
  DeliverRunaway: runaway('DeliverFunction', 'Sum attempts'),
  WakeRunaway: runaway('WakeFunction', 'Sum Invocations of DeliverFunction'),
  FewDelivered:
    'IF(attempts >= 50, 100 * FILL(delivered, 0) / attempts, 100): Sum attempts, Sum delivered ' +
    '< 50, 3 of 3 x 5 min',
  SweepSilent: 'Sum sweeps < 1, 3 of 3 x 60 min, or no data',
  LoggedErrors: 'Sum errors >= 10, 2 of 3 x 5 min',
  KeyErrors: 'Sum keyErrors >= 3, 1 of 1 x 5 min',
  RulesFail:
    'SELECT SUM(FailedInvocations) FROM SCHEMA("AWS/Events", EventBusName, RuleName) ' +
    "WHERE EventBusName = 'EventIntakeBus' >= 1, 1 of 1 x 5 min",
  SignInThrottled:
    'FILL(m0, 0) + FILL(m1, 0): Sum SignInThrottles of SignInPool/SignInPoolPage, ' +
    'Sum TokenRefreshThrottles of SignInPool/SignInPoolPage >= 1, 1 of 1 x 5 min',
  ...Object.fromEntries(
    ['webhooks', 'events', 'deliveries', 'waiting', 'tokens', 'integrations'].flatMap((table) => [
      [`${table}Throttled`, `${query('ThrottledRequests', table)} >= 10, 2 of 3 x 5 min`],
      [`${table}Fails`, `${query('SystemErrors', table)} >= 10, 1 of 1 x 5 min`],
    ]),
  ),
  FanOutLate: 'Maximum ApproximateAgeOfOldestMessage of FanOutQueue >= 900, 1 of 1 x 5 min',
  DeliverLate: 'Maximum ApproximateAgeOfOldestMessage of DeliverQueue >= 1800, 1 of 1 x 5 min',
  CallVendorLate: 'Maximum ApproximateAgeOfOldestMessage of CallVendorQueue >= 900, 1 of 1 x 5 min',
  WakeLate: 'Maximum ApproximateAgeOfOldestMessage of WakeQueue >= 1800, 1 of 1 x 5 min',
  ApiErrors: 'Sum 5xx of ManagementApi >= 5, 1 of 1 x 5 min',
  ApiSlow: 'p90 Latency of ManagementApi >= 5000, 3 of 3 x 5 min',
}

describe('The alarms', () => {
  it('are these', () => {
    expect(Object.fromEntries([...alarms].map(([id, alarm]) => [id, summaryOf(alarm)]))).toEqual(
      expected,
    )
  })

  it.each([...alarms, ...groups])(
    '%s says what it means, and names a runbook heading',
    (_, alarm) => {
      const [, means, heading] =
        /^(.+\.) What to do: docs\/runbook\.md, "(.+)"$/.exec(String(alarm['AlarmDescription'])) ??
        []

      expect(means).toBeDefined()
      expect(headings).toContain(heading)
    },
  )

  it('send a message when they go off and when it is over, alone or as a group', () => {
    const grouped = [...groups.values()].flatMap(membersOf)

    for (const [id, alarm] of [...alarms, ...groups]) {
      const actions = grouped.includes(id) ? undefined : [ref('MonitoringTopic')]
      expect([id, alarm['AlarmActions'], alarm['OKActions']]).toEqual([id, actions, actions])
    }
    expect(grouped.every((id) => alarms.has(id))).toBe(true)
  })

  it('about tables keep those quiet that only follow from them', () => {
    expect([...groups.keys()]).toEqual(['TablesFail', 'MessagesLate', 'ApiFails'])
    for (const id of ['MessagesLate', 'ApiFails']) {
      expect(groups.get(id)).toMatchObject({
        ActionsSuppressor: { 'Fn::GetAtt': ['AlarmsTablesFail', 'Arn'] },
        ActionsSuppressorWaitPeriod: 60,
        ActionsSuppressorExtensionPeriod: 120,
      })
    }
  })

  it('have names of their own in each deployment', () => {
    const other = aTemplate({ stackName: 'Postrider2' })
    const names = allOf(other, 'AWS::CloudWatch::CompositeAlarm').map(([, one]) => one['AlarmName'])

    expect(names).toEqual([...groups.keys()].map((id) => `Postrider2-${id}`))
    for (const [, alarm] of allOf(other, 'AWS::CloudWatch::Alarm')) {
      expect(alarm).not.toHaveProperty('AlarmName') // CloudFormation names them
    }
  })

  it('cost what docs/cost-and-scale.md says', () => {
    const metrics = [...alarms.values()].reduce((sum, alarm) => sum + metricsOf(alarm).length, 0)
    const text = readFileSync('docs/cost-and-scale.md', 'utf8')

    expect(text).toContain(`| ${metrics} metrics of alarms `)
    expect(text).toContain(`| ${groups.size} groups of alarms `)
  })
})

type Properties = Readonly<Record<string, unknown>>
type Metric = {
  Namespace: string
  MetricName: string
  Dimensions?: { Name: string; Value: unknown }[]
}
type Query = {
  Expression?: string
  MetricStat?: { Metric: Metric; Stat: string; Period: number }
  Period?: number
}

/** `DIFF(…): Maximum … of FanOutDeadLetters >= 1, 1 of 3 x 5 min` */
function summaryOf(alarm: Properties): string {
  const operators: Readonly<Record<string, string>> = {
    GreaterThanOrEqualToThreshold: '>=',
    LessThanThreshold: '<',
  }
  const operator = operators[String(alarm['ComparisonOperator'])] ?? '?'
  const { EvaluationPeriods: of, DatapointsToAlarm: count = of, Threshold } = alarm
  const missing = alarm['TreatMissingData'] === 'breaching' ? ', or no data' : ''
  const minutes = periodOf(alarm) / 60
  const when = `${String(count)} of ${String(of)} x ${minutes} min`
  return `${watchedBy(alarm)} ${operator} ${String(Threshold)}, ${when}${missing}`
}

function watchedBy(alarm: Properties): string {
  const expression = queriesOf(alarm).find(({ Expression }) => Expression !== undefined)?.Expression
  const stats = metricsOf(alarm).join(', ')
  if (expression === undefined) return stats
  const text = textIn(expression)
  return text.startsWith('SELECT') ? text : `${text}: ${stats}`
}

/** The metrics that are billed; a query is one, as what it finds reports only in trouble. */
function metricsOf(alarm: Properties): string[] {
  const { Metrics, MetricName, Dimensions, Statistic, ExtendedStatistic } = alarm
  if (Metrics === undefined) {
    const metric = { MetricName, Dimensions } as Metric
    return [`${String(Statistic ?? ExtendedStatistic)} ${nameOfMetric(metric)}`]
  }
  const stats = queriesOf(alarm).flatMap(({ MetricStat }) =>
    MetricStat === undefined ? [] : [`${MetricStat.Stat} ${nameOfMetric(MetricStat.Metric)}`],
  )
  return stats.length === 0 ? ['a query'] : stats
}

function nameOfMetric({ MetricName, Dimensions = [] }: Metric): string {
  const of = Dimensions.map(({ Value }) => textIn(Value)).join('/')
  return of === '' ? MetricName : `${MetricName} of ${of}`
}

function queriesOf(alarm: Properties): Query[] {
  return (alarm['Metrics'] as Query[] | undefined) ?? []
}

function periodOf(alarm: Properties): number {
  const [period] = queriesOf(alarm).flatMap(({ Period, MetricStat }) =>
    [Period, MetricStat?.Period].filter((one) => one !== undefined),
  )
  return Number(alarm['Period'] ?? period)
}

/** A text with the names of the resources that it refers to. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textIn).join('')
  const [[kind, of] = ['', '']] = Object.entries(value as object)
  if (kind === 'Ref') return nameOf(String(of)).replace(/ApiApi$/, 'Api')
  if (kind === 'Fn::GetAtt') return String((of as string[])[0])
  return textIn((of as unknown[])[1])
}

/** The alarms in the rule of a group. */
function membersOf(group: Properties): string[] {
  return [...JSON.stringify(group['AlarmRule']).matchAll(/"Alarms(\w+)"/g)].map(([, id = '']) => id)
}

function nameOf(id: string): string {
  return id.replace(/^Alarms/, '').replace(/^Tables(?!Fail)/, '')
}

function increase(queue: string): string {
  const stat = (name: string) => `Maximum ApproximateNumberOfMessages${name} of ${queue}`
  return `DIFF(FILL(visible, 0) + FILL(hidden, 0)): ${stat('Visible')}, ${stat('NotVisible')}`
}

function sum(metric: string): string {
  const names = [
    'FanOut',
    'Deliver',
    'Wake',
    'CallVendor',
    'SignIn',
    'ManagementApiAuthorizer',
    'ManagementApi',
    'Vendors',
  ]
  const stats = names.map((name) => `Sum ${metric} of ${name}Function`)
  return `${names.map((_, index) => `FILL(m${index}, 0)`).join(' + ')}: ${stats.join(', ')}`
}

function runaway(name: string, useful: string): string {
  const expression = 'IF(runs > 100000 AND runs > 10 * FILL(useful, 0), 1, 0)'
  return `${expression}: Sum Invocations of ${name}, ${useful} >= 1, 1 of 1 x 60 min`
}

function query(metric: string, table: string): string {
  return (
    `SELECT SUM(${metric}) FROM SCHEMA("AWS/DynamoDB", Operation, TableName) ` +
    `WHERE TableName = '${table}'`
  )
}
