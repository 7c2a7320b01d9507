import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'

import type { Monitoring } from '../monitoring.ts'
import { type Alarm, fiveMinutes } from './alarm.ts'

/** The whole way from the bus to a receiver is interrupted, whatever interrupts it. */
export function silentCanary(monitoring: Monitoring): Alarm {
  return {
    id: 'CanarySilent',
    means: 'No canary arrived for 15 minutes: events do not reach webhooks.',
    heading: 'No canary arrives',
    metric: monitoring.metric('canaries', {
      statistic: cloudwatch.Stats.SUM,
      period: fiveMinutes,
    }),
    threshold: 1,
    isBelow: true,
    isMissingBad: true,
    periods: [3, 3], // of two periods, one may miss a canary that is a few seconds late
  }
}
