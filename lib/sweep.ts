import { Duration } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'

import type { Source } from './worker.ts'

/**
 * Finds webhooks with overdue deliveries every 15 minutes, so that a lost wake-up delays deliveries
 * but never loses them, and rolls up the statistics.
 */
export class Sweep extends Construct {
  readonly source: Source

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const rule = new events.Rule(this, 'Rule', {
      description:
        'Wakes webhooks whose waiting deliveries are overdue, and rolls up the statistics',
      // The younger deliveries are, the more of them a request for statistics reads one by one.
      schedule: events.Schedule.rate(Duration.minutes(15)),
    })
    const message = events.RuleTargetInput.fromObject({ kind: 'sweep' })
    this.source = { arn: rule.ruleArn, rules: [{ rule, group: 'sweep', message }] }
  }
}
