import { Stack } from 'aws-cdk-lib'
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'

import type { Monitoring } from '../monitoring.ts'
import { type Alarm, type AlarmGroup, descriptionOf, minute } from './alarm.ts'

export type AlarmsProps = {
  readonly monitoring: Monitoring
  /** People get a message of each. */
  readonly alarms: readonly Alarm[]
  /** What makes the symptoms go off too: people then get its message only. */
  readonly underlying: AlarmGroup
  /** People get one message of each group, not one of each of its alarms. */
  readonly symptoms: readonly AlarmGroup[]
}

/** All alarms of a deployment. */
export class Alarms extends Construct {
  /** What people get messages of. */
  readonly all: readonly cloudwatch.AlarmBase[]

  constructor(scope: Construct, id: string, { monitoring, ...props }: AlarmsProps) {
    super(scope, id)
    const underlying = this.newGroup(props.underlying)
    const alarms = [
      ...props.alarms.map((alarm) => this.newAlarm(alarm)),
      underlying,
      ...props.symptoms.map((symptom) => this.newGroup(symptom, underlying)),
    ]
    for (const alarm of alarms) monitoring.watch(alarm)
    this.all = alarms
  }

  private newAlarm(alarm: Alarm): cloudwatch.Alarm {
    const { id, metric, threshold, isBelow, isMissingBad, periods: [count, of] = [1, 1] } = alarm
    return new cloudwatch.Alarm(this, id, {
      alarmDescription: descriptionOf(alarm),
      metric,
      threshold,
      comparisonOperator:
        isBelow === true
          ? cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
          : cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: of,
      datapointsToAlarm: count,
      treatMissingData:
        isMissingBad === true
          ? cloudwatch.TreatMissingData.BREACHING
          : cloudwatch.TreatMissingData.NOT_BREACHING,
    })
  }

  private newGroup(group: AlarmGroup, underlying?: cloudwatch.IAlarm): cloudwatch.CompositeAlarm {
    const members = group.alarms.map((alarm) => this.newAlarm(alarm))
    return new cloudwatch.CompositeAlarm(this, group.id, {
      // CDK's own name does not tell two deployments apart.
      compositeAlarmName: `${Stack.of(this).stackName}-${group.id}`,
      alarmDescription: descriptionOf(group),
      alarmRule: cloudwatch.AlarmRule.anyOf(...members),
      ...(underlying !== undefined && {
        actionsSuppressor: underlying,
        actionsSuppressorWaitPeriod: minute, // the underlying alarm may be a little later
        actionsSuppressorExtensionPeriod: minute.plus(minute), // until delayed work has caught up
      }),
    })
  }
}
