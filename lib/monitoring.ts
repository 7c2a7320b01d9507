import { Stack } from 'aws-cdk-lib'
import type * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions'
import type * as events from 'aws-cdk-lib/aws-events'
import * as iam from 'aws-cdk-lib/aws-iam'
import * as kms from 'aws-cdk-lib/aws-kms'
import * as sns from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'

/** Where alarms and notices of webhooks go. Who wants to hear of them subscribes to the topic. */
export class Monitoring extends Construct {
  /** The ARN to subscribe to. */
  readonly topicArn: string
  private readonly topic: sns.Topic

  constructor(scope: Construct, id: string) {
    super(scope, id)
    // Alarms cannot publish to a topic under the key that AWS keeps for SNS: it takes one of ours.
    const masterKey = new kms.Key(this, 'Key', {
      description: 'Encrypts alarms and notices on their way',
      enableKeyRotation: true,
    })
    this.topic = new sns.Topic(this, 'Topic', { masterKey, enforceSSL: true })
    this.topicArn = this.topic.topicArn

    // A topic with a policy of its own has lost the usual one, which lets alarms in. The key too
    // is granted by this.
    const alarms = new iam.ServicePrincipal('cloudwatch.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
    })
    this.topic.grantPublish(alarms)
  }

  /** Tells people when the alarm goes off, and when it is over. */
  watch(alarm: cloudwatch.Alarm) {
    const action = new actions.SnsAction(this.topic)
    alarm.addAlarmAction(action)
    alarm.addOkAction(action)
  }

  /** Tells people what the rule matches. The key too is granted by this. */
  passOn(rule: events.Rule) {
    rule.addTarget({ bind: () => ({ arn: this.topicArn }) })
    // Without conditions on source or account: AWS supports none where EventBridge publishes to an
    // encrypted topic, and would not get in.
    this.topic.grantPublish(new iam.ServicePrincipal('events.amazonaws.com'))
  }
}
