import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch'
import type * as lambda from 'aws-cdk-lib/aws-lambda'

import type { Monitoring } from '../monitoring.ts'
import { type Alarm, fiveMinutes } from './alarm.ts'

const hourMs = 3_600_000

/** What leaves the tables does not get into the archive: the streams keep it for 24 hours. */
export function archiveAlarms(archiver: lambda.Function, monitoring: Monitoring): Alarm[] {
  return [
    {
      id: 'ArchiveLate',
      means: 'Rows wait for the archive for an hour. After 24 hours they are lost.',
      heading: 'The archive is late',
      metric: archiver.metric('IteratorAge', {
        statistic: cloudwatch.Stats.MAXIMUM,
        period: fiveMinutes,
      }),
      threshold: hourMs,
    },
    {
      id: 'ArchiveUnreadable',
      means: 'The archive got rows that it cannot read, and stored them as they are.',
      heading: 'The archive cannot read a row',
      metric: monitoring.metric('unreadableRows', {
        statistic: cloudwatch.Stats.SUM,
        period: fiveMinutes,
      }),
      threshold: 1,
    },
  ]
}
