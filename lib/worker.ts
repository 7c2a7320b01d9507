import { Duration } from 'aws-cdk-lib'
import type * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import * as sqs from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

import { acknowledgeLastQueue } from './acknowledgements.ts'
import { RouterFunction, type RouterFunctionProps } from './router-function.ts'
import type { Settings } from './settings.ts'

export type WorkerProps = RouterFunctionProps & {
  /** What alarms call the queue's messages. */
  readonly messages: 'events' | 'deliveries' | 'wake-ups' | 'vendor-calls' | 'mails'
  /** Messages per invocation. */
  readonly batchSize: number
  /** Maximum concurrent invocations, so that a flood does not use up the account's concurrency. */
  readonly maxConcurrency: number
  /** A message becomes a dead letter after this many. Default: 5, as AWS Lambda asks. */
  readonly maxReceives?: number
  /** The environment variable that passes the queue's URL to senders. */
  readonly queueVariable?: string
  /** The environment variable that passes the URL of the queue for unreadable messages. */
  readonly unreadableVariable: string
  /**
   * Whether unreadable messages have a queue of their own, because others send them. Default: they
   * are dead letters, because we sent them.
   */
  readonly keepsUnreadable?: boolean
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

/** A queue, the function that processes it, and its dead-letter queue. */
export class Worker extends Construct {
  readonly function: lambda.Function
  readonly messages: WorkerProps['messages']
  readonly queue: sqs.Queue
  /** Messages that failed too often; they stay for 14 days. */
  readonly deadLetters: sqs.Queue
  /** Messages that the function cannot read; by default the dead letters. */
  readonly unreadable: sqs.Queue
  private readonly props: WorkerProps

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id)
    this.props = props
    this.messages = props.messages
    this.deadLetters = new sqs.Queue(this, 'DeadLetters', kept)
    this.unreadable = this.deadLetters
    if (props.keepsUnreadable === true) {
      this.unreadable = new sqs.Queue(this, 'Unreadable', kept)
      acknowledgeLastQueue(this.unreadable)
    }
    this.queue = new sqs.Queue(this, 'Queue', {
      ...security,
      retentionPeriod: Duration.days(7), // leaves a dead letter at least 7 more days
      visibilityTimeout: Duration.seconds(6 * props.timeout.toSeconds()), // as AWS Lambda asks
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: props.maxReceives ?? 5 },
    })
    this.function = new RouterFunction(this, 'Function', {
      ...props,
      reservedConcurrency: props.isConcurrencyReserved ? props.maxConcurrency : undefined,
    })
    this.addEventSource()
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
    const { batchSize, maxConcurrency, unreadableVariable } = this.props
    this.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    )
    this.unreadable.grant(this.function, 'sqs:SendMessage')
    this.function.addEnvironment(unreadableVariable, this.unreadable.queueUrl)
  }
}

const security = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true }

/** For messages that people look at: the maximum, counted from the first send. */
const kept = { ...security, retentionPeriod: Duration.days(14) }

/** One statement for all rules, as a queue policy has at most 20 statements. */
function allowRules(queue: sqs.Queue, arn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnLike: { 'aws:SourceArn': arn } },
  })
}
