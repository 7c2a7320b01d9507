import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'

import type { Monitoring } from '../monitoring.ts'
import { type Alarm, fiveMinutes, hour } from './alarm.ts'

const sum = cloudwatch.Stats.SUM

/** What only the functions' own metrics show. */
export function deliveryAlarms(monitoring: Monitoring): Alarm[] {
  return [fewDelivered(monitoring), silentSweep(monitoring), ...loggedErrors(monitoring)]
}

/** Most attempts fail, whichever the receiver: nothing gets out. One receiver's circuit opens soon. */
function fewDelivered(monitoring: Monitoring): Alarm {
  return {
    id: 'FewDelivered',
    means:
      'Fewer than half of all attempts deliver: either egress is broken or a large receiver is.',
    heading: 'Few attempts deliver',
    metric: new cloudwatch.MathExpression({
      expression: 'IF(attempts >= 50, 100 * FILL(delivered, 0) / attempts, 100)',
      usingMetrics: {
        attempts: monitoring.metric('attempts', { statistic: sum, period: fiveMinutes }),
        delivered: monitoring.metric('delivered', { statistic: sum, period: fiveMinutes }),
      },
      period: fiveMinutes,
      label: '% delivered',
    }),
    threshold: 50,
    isBelow: true,
    periods: [3, 3],
  }
}

/** The sweep comes every 15 minutes. It brings back what was lost, so that its own failure is silent. */
function silentSweep(monitoring: Monitoring): Alarm {
  return {
    id: 'SweepSilent',
    means: 'No sweep ended for three hours: deliveries whose message is lost do not come back.',
    heading: 'The sweep is silent',
    metric: monitoring.metric('sweeps', { statistic: sum, period: hour }),
    threshold: 1,
    isBelow: true,
    isMissingBad: true,
    periods: [3, 3],
  }
}

/** Errors that functions catch, which AWS does not count. KMS publishes no metric of its errors. */
function loggedErrors(monitoring: Monitoring): Alarm[] {
  return [
    {
      id: 'LoggedErrors',
      means: 'Functions log errors again and again.',
      heading: 'Errors in the log',
      metric: monitoring.metric('errors', { statistic: sum, period: fiveMinutes }),
      threshold: 10, // a message that fails logs five in half an hour
      periods: [2, 3],
    },
    {
      id: 'KeyErrors',
      means: 'Secrets of webhooks cannot be sealed or opened: KMS or its key is out of reach.',
      heading: 'The key of the secrets fails',
      metric: monitoring.metric('keyErrors', { statistic: sum, period: fiveMinutes }),
      threshold: 3,
    },
  ]
}
