import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'

import { type Alarm, type AlarmGroup, fiveMinutes, sumOf } from './alarm.ts'

/**
 * DynamoDB throttles or fails: much else then fails too. One query for each table covers all its
 * operations and indexes.
 */
export function failingTables(names: Readonly<Record<string, string>>): AlarmGroup {
  const heading = 'Tables are throttled or fail'
  const alarmOf = (
    table: string,
    name: string,
    metric: string,
  ): Pick<Alarm, 'heading' | 'metric'> => ({
    heading,
    metric: query(
      `SELECT SUM(${metric}) FROM SCHEMA("AWS/DynamoDB", Operation, TableName) ` +
        `WHERE TableName = '${name}'`,
      `${metric} of ${table}`,
    ),
  })
  return {
    id: 'TablesFail',
    means: 'DynamoDB throttles requests or fails: everything is late until it responds again.',
    heading,
    alarms: Object.entries(names).flatMap(([table, name]) => [
      {
        id: `${table}Throttled`,
        means: `DynamoDB throttles requests to the table ${table}.`,
        ...alarmOf(table, name, 'ThrottledRequests'),
        threshold: 10, // the SDK repeats a throttled request; a few are normal
        periods: [2, 3] as const,
      },
      {
        id: `${table}Fails`,
        means: `DynamoDB fails requests to the table ${table}.`,
        ...alarmOf(table, name, 'SystemErrors'),
        threshold: 10,
      },
    ]),
  }
}

type ApiMetrics = {
  metricServerError: (options: cloudwatch.MetricOptions) => cloudwatch.Metric
  metricLatency: (options: cloudwatch.MetricOptions) => cloudwatch.Metric
}

/** The API responds 5xx, or late. */
export function failingApi(api: ApiMetrics): AlarmGroup {
  const heading = 'The API fails or is slow'
  return {
    id: 'ApiFails',
    means: 'The API fails or is slow: managers and producers that use it are affected.',
    heading,
    alarms: [
      {
        id: 'ApiErrors',
        means: 'The API responds 5xx.',
        heading,
        metric: api.metricServerError({ period: fiveMinutes, statistic: cloudwatch.Stats.SUM }),
        threshold: 5,
      },
      {
        id: 'ApiSlow',
        means: 'A tenth of the requests to the API take more than 5 seconds.',
        heading,
        metric: api.metricLatency({ period: fiveMinutes, statistic: 'p90' }),
        threshold: 5000,
        periods: [3, 3], // a test of a webhook waits for its receiver, for up to 29 seconds
      },
    ],
  }
}

/** A rule of the bus that could not hand on an event, for good. */
export function failedRules(busName: string): Alarm {
  return {
    id: 'RulesFail',
    means:
      'EventBridge could not hand on events or notices: a policy forbids it, or a target is gone.',
    heading: 'A rule fails',
    metric: query(
      'SELECT SUM(FailedInvocations) FROM SCHEMA("AWS/Events", EventBusName, RuleName) ' +
        `WHERE EventBusName = '${busName}'`,
      'failed invocations',
    ),
    threshold: 1,
  }
}

/**
 * Cognito throttles people. Of programs that request tokens it publishes no metric, and of people's
 * failed sign-ins none that a mistyped password would not move.
 */
export function throttledSignIn(userPoolId: string, clientId: string): Alarm {
  const throttled = ['SignInThrottles', 'TokenRefreshThrottles'].map(
    (metricName) =>
      new cloudwatch.Metric({
        namespace: 'AWS/Cognito',
        metricName,
        dimensionsMap: { UserPool: userPoolId, UserPoolClient: clientId },
        statistic: cloudwatch.Stats.SUM,
        period: fiveMinutes,
      }),
  )
  return {
    id: 'SignInThrottled',
    means: 'Cognito refuses to sign people in: there are too many requests.',
    heading: 'Cognito throttles',
    metric: sumOf(throttled),
    threshold: 1,
  }
}

/** A Metrics Insights query: metrics that did not report in three hours cost nothing. */
function query(expression: string, label: string): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({ expression, period: fiveMinutes, label })
}
