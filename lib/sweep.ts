import { Duration } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'

import type { Source } from './worker.ts'

/**
 * Once an hour, asks for the webhooks whose wake-up was lost: a lost message delays, and loses
 * nothing.
 */
export class Sweep extends Construct {
  readonly source: Source

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const rule = new events.Rule(this, 'Hourly', {
      description: 'Wakes webhooks whose waiting deliveries are overdue',
      schedule: events.Schedule.rate(Duration.hours(1)),
    })
    const message = events.RuleTargetInput.fromObject({ kind: 'sweep' })
    this.source = { arn: rule.ruleArn, rules: [{ rule, group: 'sweep', message }] }
  }
}
