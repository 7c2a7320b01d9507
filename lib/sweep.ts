import { Duration } from 'aws-cdk-lib'
import * as events from 'aws-cdk-lib/aws-events'
import { Construct } from 'constructs'

import type { Source } from './worker.ts'

/**
 * Sends `{ "kind": "sweep" }` every 15 minutes: whatever a lost message left behind is delayed, and
 * never lost.
 */
export class Sweep extends Construct {
  readonly source: Source

  constructor(scope: Construct, id: string, description: string) {
    super(scope, id)
    const rule = new events.Rule(this, 'Rule', {
      description,
      // The younger deliveries are, the more of them a request for statistics reads one by one.
      schedule: events.Schedule.rate(Duration.minutes(15)),
    })
    const message = events.RuleTargetInput.fromObject({ kind: 'sweep' })
    this.source = { arn: rule.ruleArn, rules: [{ rule, group: 'sweep', message }] }
  }
}
