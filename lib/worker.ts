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

export type WorkerProps = RouterFunctionProps & {
  /** What is on the queue, as the alarm names it: `events`. */
  readonly messages: string
  /** So many messages go to one invocation. */
  readonly batchSize: number
  /**
   * So many invocations at once, at most: a flood must not take the account's whole concurrency.
   */
  readonly maxConcurrency: number
  /** The variable that tells a sender the address of the queue. */
  readonly queueVariable?: string
  /** The variable that tells the worker the address of its dead letters. */
  readonly deadLettersVariable: string
  readonly monitoring: Monitoring
}

/**
 * Rules that send to the queue, each in a message group of its own: no group makes another wait.
 */
export type Source = {
  /** Of the rules, or the pattern that all of their ARNs match. */
  readonly arn: string
  /** Without a message, the rule sends the event. */
  readonly rules: readonly {
    readonly rule: events.Rule
    readonly group: string
    readonly message?: events.RuleTargetInput
  }[]
}

/** A queue, the function that works it off, its dead letters, and their alarm. */
export class Worker extends Construct {
  readonly function: lambda.Function
  /** Where what could not be handled lies for two weeks. */
  readonly deadLettersUrl: string
  private readonly queue: sqs.Queue
  private readonly deadLetters: sqs.Queue
  private readonly props: WorkerProps

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id)
    this.props = props
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', {
      ...safe,
      retentionPeriod: Duration.days(14), // the longest there is; it counts from the first sending
    })
    this.deadLettersUrl = this.deadLetters.queueUrl
    this.queue = new sqs.Queue(this, 'Queue', {
      ...safe,
      retentionPeriod: Duration.days(7), // so that a dead letter still lies there for a week
      visibilityTimeout: Duration.seconds(6 * props.timeout.toSeconds()), // as AWS Lambda asks
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 }, // as AWS Lambda asks
    })
    this.function = new RouterFunction(this, 'Function', props)
    this.work()
    this.raiseAlarm()
  }

  /** Lets a function send messages, and tells it where to. */
  grantSend(sender: lambda.Function) {
    if (this.props.queueVariable === undefined) {
      throw new Error(`Cannot let '${sender.node.path}' send ${this.props.messages}: no variable`)
    }
    this.queue.grant(sender, 'sqs:SendMessage')
    sender.addEnvironment(this.props.queueVariable, this.queue.queueUrl)
  }

  /** Makes the rules send to the queue, and lets them. */
  listenTo({ rules, arn }: Source) {
    for (const { rule, group, message } of rules) {
      rule.addTarget({
        bind: () => ({
          arn: this.queue.queueArn,
          sqsParameters: { messageGroupId: group },
          // For what EventBridge could not hand over in a day of trying.
          deadLetterConfig: { arn: this.deadLetters.queueArn },
          ...(message !== undefined && { input: message }),
        }),
      })
    }
    for (const queue of [this.queue, this.deadLetters]) {
      queue.addToResourcePolicy(letRulesSend(queue, arn))
    }
  }

  private work() {
    const { batchSize, maxConcurrency, deadLettersVariable } = this.props
    this.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    )
    this.deadLetters.grant(this.function, 'sqs:SendMessage')
    this.function.addEnvironment(deadLettersVariable, this.deadLettersUrl)
  }

  private raiseAlarm() {
    const { messages, monitoring } = this.props
    const alarm = new cloudwatch.Alarm(this, 'DeadLettersAlarm', {
      alarmDescription:
        `Our own fault kept at least one of the ${messages} from being handled. ` +
        `What to do: docs/runbook.md, "Dead letters of ${messages}"`,
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: cloudwatch.Stats.MAXIMUM,
      }),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, // idle queues report nothing
    })
    monitoring.watch(alarm)
  }
}

const safe = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true }

/** One statement for all of them: the policy of a queue has 20 at most. */
function letRulesSend(queue: sqs.Queue, arn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnLike: { 'aws:SourceArn': arn } },
  })
}
