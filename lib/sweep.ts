import { Duration } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'

import type { Source } from './worker.ts'

/**
 * Finds webhooks with overdue deliveries once an hour, so that a lost wake-up delays deliveries but
 * never loses them.
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
