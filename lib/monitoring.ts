import { Annotations, Stack } from 'aws-cdk-lib'
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions'
import type * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
import * as sns from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'

/** The SNS topic for alarms and notices. People subscribe to it. */
export class Monitoring extends Construct {
  /** The ARN to subscribe to. */
  readonly topicArn: string
  private readonly topic: sns.Topic

  /** `email` subscribes an address; '' subscribes none. */
  constructor(scope: Construct, id: string, { email }: { readonly email: string }) {
    super(scope, id)
    // CloudWatch cannot publish to a topic that is encrypted with the AWS managed key, so it has a
    // customer managed key.
    const masterKey = new kms.Key(this, 'Key', {
      description: 'Encrypts alarms and notices in transit',
      enableKeyRotation: true,
    })
    this.topic = new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true })
    this.topicArn = this.topic.topicArn

    // A topic policy replaces the default one, which allows alarms. This also grants access to the
    // key.
    const alarms = new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    })
    this.topic.grantPublish(alarms)
    this.subscribe(email)
  }

  /** Notifies the topic when the alarm goes off, and when it is over. */
  watch(alarm: cloudwatch.AlarmBase) {
    const action = new actions.SnsAction(this.topic)
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
  }

  /** Forwards the events of a rule to the topic. This also grants access to the key. */
  forward(rule: events.Rule) {
    rule.addTarget({ bind: () => ({ arn: this.topicArn }) })
    // No conditions on source or account: with one, EventBridge cannot publish to an encrypted
    // topic.
    this.topic.grantPublish(new iam.ServicePrincipal('events.amazonaws.com'))
  }

  private subscribe(email: string) {
    if (email !== '') this.topic.addSubscription(new EmailSubscription(email))
    else {
      Annotations.of(this).addWarningV2(
        'postrider:noAlarmEmail',
        'No address is subscribed to the alarms: -c alarmEmail=ops@example.com subscribes one',
      )
    }
  }
}
