import type * as lambda from 'aws-cdk-lib/aws-lambda'

import type { EventIntake } from '../event-intake.ts'
import type { ManagementApi } from '../management-api.ts'
import type { Monitoring } from '../monitoring.ts'
import type { RouterFunction } from '../router-function.ts'
import type { Tables } from '../tables.ts'
import type { Worker } from '../worker.ts'
import type { AlarmsProps } from './alarms.ts'
import { archiveAlarms } from './archive-alarms.ts'
import { silentCanary } from './canary-alarm.ts'
import { deliveryAlarms } from './delivery-alarms.ts'
import { runaways } from './runaway-alarms.ts'
import { droppedRecursion, functionErrors, functionThrottles } from './function-alarms.ts'
import {
  deadLetters,
  lateMessages,
  malformedEvents,
  malformedIntegrationEvents,
} from './message-alarms.ts'
import { failedRules, failingApi, failingTables, throttledSignIn } from './service-alarms.ts'

/** The parts of the stack that alarms watch. */
type Watched = {
  readonly monitoring: Monitoring
  readonly fanOut: Worker
  readonly deliver: Worker
  readonly wake: Worker
  readonly callVendor: Worker
  readonly workers: readonly Worker[]
  readonly functions: readonly RouterFunction[]
  readonly intake: EventIntake
  readonly tables: Tables
  readonly api: ManagementApi
  /** The id of the user pool, if there is one, and of the page's client. */
  readonly userPoolId: string | undefined
  readonly clientId: string
  readonly hasCanary: boolean
  /** The function that writes the archive of deliveries, if there is one. */
  readonly archiver: lambda.Function | undefined
}

/** Every alarm of a deployment. */
export function allAlarms(watched: Watched): AlarmsProps {
  const { monitoring, fanOut, deliver, wake, callVendor, functions, archiver } = watched
  const { userPoolId, clientId, workers } = watched
  return {
    monitoring,
    alarms: [
      ...deadLetters(workers),
      malformedEvents(fanOut.unreadable),
      malformedIntegrationEvents(callVendor.unreadable),
      ...functionErrors(functions),
      functionThrottles(functions),
      droppedRecursion(functions),
      ...deliveryAlarms(monitoring),
      ...(watched.hasCanary ? [silentCanary(monitoring)] : []),
      ...(archiver === undefined ? [] : archiveAlarms(archiver, monitoring)),
      ...runaways({ monitoring, fanOut, deliver, wake }),
      failedRules(watched.intake.bus.eventBusName),
      ...(userPoolId === undefined ? [] : [throttledSignIn(userPoolId, clientId)]),
    ],
    underlying: failingTables(watched.tables.names),
    symptoms: [lateMessages(workers), failingApi(watched.api.api)],
  }
}
