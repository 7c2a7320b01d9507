import { Annotations, Stack } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions'
import type * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
import type * as lambda from 'aws-cdk-lib/aws-lambda'
import * as sns from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'

import { variable } from '../adapters/common/environment-variables.ts'
import type { LineMetric } from '../adapters/common/line-metrics.ts'

type MonitoringProps = {
  /** The address to subscribe; '' for none. */
  readonly email: string
  /** Default: a new topic. */
  readonly topic?: sns.ITopic | undefined
}

/** The SNS topic for alarms and notices. People subscribe to it. */
export class Monitoring extends Construct {
  /** The topic to subscribe to. */
  readonly topic: sns.ITopic
  /** The namespace of the deployment's own metrics on CloudWatch. */
  readonly namespace: string

  constructor(scope: Construct, id: string, { email, topic }: MonitoringProps) {
    super(scope, id)
    this.topic = topic ?? this.newTopic()
    this.namespace = Stack.of(this).stackName

    // A topic policy replaces the default one, which allows alarms. This also grants access to the
    // key.
    const alarms = new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    })
    this.topic.grantPublish(alarms)
    if (email !== '') this.topic.addSubscription(new EmailSubscription(email))
    else if (topic === undefined) this.warn()
  }

  private newTopic(): sns.Topic {
    // CloudWatch cannot publish to a topic that is encrypted with the AWS managed key, so it has a
    // customer managed key.
    const masterKey = new kms.Key(this, 'Key', {
      description: 'Encrypts alarms and notices in transit',
      enableKeyRotation: true,
    })
    return new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true })
  }

  /** Notifies the topic when the alarm goes off, and when it is over. */
  watch(alarm: cloudwatch.AlarmBase) {
    const action = new actions.SnsAction(this.topic)
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
  }

  /** Passes a function the namespace of its metrics; CloudWatch reads them from its log. */
  measure(measured: lambda.Function, marketplaceMetrics: string) {
    measured.addEnvironment(variable.metricsNamespace, this.namespace)
    measured.addEnvironment(variable.marketplaceMetrics, marketplaceMetrics)
  }

  /** A metric of the functions, over all marketplaces. */
  metric(metricName: LineMetric, options: cloudwatch.MetricOptions): cloudwatch.Metric {
    return new cloudwatch.Metric({ namespace: this.namespace, metricName, ...options })
  }

  /** Forwards the events of a rule to the topic. This also grants access to the key. */
  forward(rule: events.Rule) {
    rule.addTarget({ bind: () => ({ arn: this.topic.topicArn }) })
    // No conditions on source or account: with one, EventBridge cannot publish to an encrypted
    // topic.
    this.topic.grantPublish(new iam.ServicePrincipal('events.amazonaws.com'))
  }

  private warn() {
    Annotations.of(this).addWarningV2(
      'postrider:noAlarmEmail',
      'No address is subscribed to the alarms: -c alarmEmail=ops@example.com subscribes one',
    )
  }
}
