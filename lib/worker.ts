import { Duration } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import type * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import type { Monitoring } from './monitoring.ts'
import { RouterFunction, type RouterFunctionProps } from './router-function.ts'
import type { Settings } from './settings.ts'

export type WorkerProps = RouterFunctionProps & {
  /** What the alarm calls the queue's messages: `events`. */
  readonly messages: string
  /** Messages per invocation. */
  readonly batchSize: number
  /** Maximum concurrent invocations, so that a flood does not use up the account's concurrency. */
  readonly maxConcurrency: number
  /** The environment variable that passes the queue's URL to senders. */
  readonly queueVariable?: string
  /** The environment variable that passes the dead-letter queue's URL to the worker. */
  readonly deadLettersVariable: string
  readonly monitoring: Monitoring
} & Pick<Settings, 'isConcurrencyReserved'>

/** Rules that send to the queue. Each has its own message group, so that none delays another. */
export type Source = {
  /** The rules' ARN, or a pattern that matches all of them. */
  readonly arn: string
  /** Default message: the event itself. */
  readonly rules: readonly {
    readonly rule: events.Rule
    readonly group: string
    readonly message?: events.RuleTargetInput
  }[]
}

/** A queue, the function that processes it, its dead-letter queue, and the alarm. */
export class Worker extends Construct {
  readonly function: lambda.Function
  /** The dead-letter queue's URL; messages stay for 14 days. */
  readonly deadLettersUrl: string
  private readonly queue: sqs.Queue
  private readonly deadLetters: sqs.Queue
  private readonly props: WorkerProps

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id)
    this.props = props
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      ...security,
      retentionPeriod: Duration.days(14), // the maximum; counts from the first send
    })
    this.deadLettersUrl = this.deadLetters.queueUrl
    this.queue = new sqs.Queue(this, 'Queue', {
      ...security,
      retentionPeriod: Duration.days(7), // leaves a dead letter at least 7 more days
      visibilityTimeout: Duration.seconds(6 * props.timeout.toSeconds()), // as AWS Lambda asks
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 }, // as AWS Lambda asks
    })
    this.function = new RouterFunction(this, 'Function', {
      ...props,
      reservedConcurrency: props.isConcurrencyReserved ? props.maxConcurrency : undefined,
    })
    this.addEventSource()
    this.addAlarm()
  }

  /** Lets a function send messages, and passes it the queue's URL. */
  grantSend(sender: lambda.Function) {
    if (this.props.queueVariable === undefined) {
      throw new Error(
        `Cannot let '${sender.node.path}' send ${this.props.messages}: no queueVariable`,
      )
    }
    this.queue.grant(sender, 'sqs:SendMessage')
    sender.addEnvironment(this.props.queueVariable, this.queue.queueUrl)
  }

  /** Adds the queue as the target of the rules, and lets them send to it. */
  listenTo({ rules, arn }: Source) {
    for (const { rule, group, message } of rules) {
      rule.addTarget({
        bind: () => ({
          arn: this.queue.queueArn,
          sqsParameters: { messageGroupId: group },
          // For events that EventBridge could not deliver within 24 hours.
          deadLetterConfig: { arn: this.deadLetters.queueArn },
          ...(message !== undefined && { input: message }),
        }),
      })
    }
    for (const queue of [this.queue, this.deadLetters]) {
      queue.addToResourcePolicy(allowRules(queue, arn))
    }
  }

  private addEventSource() {
    const { batchSize, maxConcurrency, deadLettersVariable } = this.props
    this.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    )
    this.deadLetters.grant(this.function, 'sqs:SendMessage')
    this.function.addEnvironment(deadLettersVariable, this.deadLettersUrl)
  }

  private addAlarm() {
    const { messages, monitoring } = this.props
    const alarm = new cloudwatch.Alarm(this, 'DeadLettersAlarm', {
      alarmDescription:
        `At least one of the ${messages} could not be processed and became a dead letter. ` +
        `What to do: docs/runbook.md, "Dead letters of ${messages}"`,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, // idle queues report no data
    })
    monitoring.watch(alarm)
  }
}

const security = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true }

/** One statement for all rules, as a queue policy has at most 20 statements. */
function allowRules(queue: sqs.Queue, arn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnLike: { 'aws:SourceArn': arn } },
  })
}
