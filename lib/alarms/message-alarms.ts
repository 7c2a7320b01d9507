import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import type * as sqs from 'aws-cdk-lib/aws-sqs'

import type { Worker } from '../worker.ts'
import { type Alarm, type AlarmGroup, fiveMinutes } from './alarm.ts'

/** How old the oldest message of a queue may become, in minutes. */
const lateMinutes = {
  events: 15, // fan-out takes milliseconds; a failed message comes again after three minutes
  deliveries: 30, // from then on, a first attempt has to claim its row
  'vendor-calls': 15, // a customer waits for the order
  mails: 75, // a mail server may be down for an hour
  'wake-ups': 30, // they are delayed by up to 15 minutes
}

/** Messages wait too long. What delays one queue often delays the others. */
export function lateMessages(workers: readonly Worker[]): AlarmGroup {
  return {
    id: 'MessagesLate',
    means: 'Messages wait longer in a queue than they may: receivers or vendors are called late.',
    heading: 'Messages are late',
    alarms: workers.map(({ node, messages, queue }) => ({
      id: `${node.id}Late`,
      means: `The oldest of the ${messages} waits for more than ${lateMinutes[messages]} minutes.`,
      heading: 'Messages are late',
      metric: queue.metricApproximateAgeOfOldestMessage({
        period: fiveMinutes,
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      threshold: lateMinutes[messages] * 60,
    })),
  }
}

/** New dead letters, of each queue. */
export function deadLetters(workers: readonly Worker[]): Alarm[] {
  return workers.map(({ node, messages, deadLetters }) => ({
    id: `${node.id}DeadLetters`,
    means: `At least one of the ${messages} could not be processed and became a dead letter.`,
    heading: `Dead letters of ${messages}`,
    ...onIncrease(deadLetters),
  }))
}

/** New malformed events. Their producer has to act, we cannot. */
export function malformedEvents(queue: sqs.IQueue): Alarm {
  return {
    id: 'MalformedEvents',
    means: 'A producer put an event on the bus that is malformed. No webhook got it.',
    heading: 'Malformed events',
    ...onIncrease(queue),
  }
}

/** New malformed integration events. The subscription or user that they are about stays as it is. */
export function malformedIntegrationEvents(queue: sqs.IQueue): Alarm {
  return {
    id: 'MalformedIntegrationEvents',
    means:
      'A producer put an integration event on the bus that is malformed. No vendor was called.',
    heading: 'Malformed integration events',
    ...onIncrease(queue),
  }
}

/**
 * Goes off for every new message, however many are there already, and not when people look at them,
 * which hides them for a while. SQS does not count what it moves to a dead-letter queue itself as
 * sent, so that only the number of messages shows an increase.
 */
function onIncrease(queue: sqs.IQueue): Pick<Alarm, 'metric' | 'threshold' | 'periods'> {
  const most = { period: fiveMinutes, statistic: cloudwatch.Stats.MAXIMUM }
  return {
    metric: new cloudwatch.MathExpression({
      expression: 'DIFF(FILL(visible, 0) + FILL(hidden, 0))', // an idle queue reports no data
      usingMetrics: {
        visible: queue.metricApproximateNumberOfMessagesVisible(most),
        hidden: queue.metricApproximateNumberOfMessagesNotVisible(most),
      },
      period: fiveMinutes,
      label: 'new messages',
    }),
    threshold: 1,
    periods: [1, 3], // the latest period may have no data yet, which FILL takes for zero
  }
}
