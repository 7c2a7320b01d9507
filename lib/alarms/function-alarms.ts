import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import type * as lambda from 'aws-cdk-lib/aws-lambda'

import { type Alarm, fiveMinutes, sumOf } from './alarm.ts'

/** A function that crashed. What a record's handler throws is caught, logged and counted there. */
export function functionErrors(functions: readonly lambda.Function[]): Alarm[] {
  return functions.map((one) => ({
    id: `${nameOf(one)}Errors`,
    means: `The function ${nameOf(one)} crashed, ran out of memory or timed out.`,
    heading: 'A function fails',
    metric: one.metricErrors({ period: fiveMinutes }),
    threshold: 1,
  }))
}

/** One alarm for all functions: those without a reservation share the account's concurrency. */
export function functionThrottles(functions: readonly lambda.Function[]): Alarm {
  return {
    id: 'FunctionsThrottled',
    means:
      'AWS Lambda refuses invocations: the concurrency of a function or the account is used up.',
    heading: 'Functions are throttled',
    metric: sumOf(running(functions).map((one) => one.metricThrottles({ period: fiveMinutes }))),
    threshold: 1,
    periods: [2, 3],
  }
}

/** AWS Lambda stopped a function that, as it sees it, invokes itself. */
export function droppedRecursion(functions: readonly lambda.Function[]): Alarm {
  const dropped = running(functions).map((one) =>
    one.metric('RecursiveInvocationsDropped', {
      period: fiveMinutes,
      statistic: cloudwatch.Stats.SUM,
    }),
  )
  return {
    id: 'RecursionDropped',
    means:
      'AWS Lambda took messages that follow from each other for an endless loop: they are lost.',
    heading: 'A loop was stopped',
    metric: sumOf(dropped),
    threshold: 1,
  }
}

/** Without what publishes the page: the deployment reports that, and an alarm admits ten metrics. */
function running(functions: readonly lambda.Function[]): lambda.Function[] {
  return functions.filter((one) => nameOf(one) !== 'Page')
}

/** `FanOut` of `Postrider/FanOut/Function`. */
function nameOf(one: lambda.Function): string {
  return one.node.scope?.node.id ?? one.node.id
}
