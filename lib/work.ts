import { Duration } from 'aws-cdk-lib'

import { variable } from '../adapters/common/environment-variables.ts'
import type { WorkerProps } from './worker.ts'

/** What a worker does, with its limits. */
type Work = Omit<WorkerProps, 'isConcurrencyReserved'>

/** Fan-out: one delivery for each webhook that matches an event. */
export const fanOutWork: Work = {
  messages: 'events',
  entry: 'fan-out',
  description: 'Creates a delivery for each webhook that matches an event',
  timeout: Duration.seconds(30), // some 2,000 deliveries; the rest is handed on
  memorySizeMb: 256, // the SDK, and ten parsed events of 200 KB
  isRecursive: true, // an event with thousands of webhooks is handed on again and again
  batchSize: 10,
  maxConcurrency: 20, // some 860 events per second: test/simulation/fan-out-rate.test.ts
  queueVariable: variable.eventsQueueUrl,
  unreadableVariable: variable.malformedEventsUrl,
  keepsUnreadable: true, // malformed events, which producers have to correct
}

/** Deliver: one attempt at one delivery. */
export const deliverWork: Work = {
  messages: 'deliveries',
  entry: 'deliver',
  description: 'Makes one attempt at a delivery and records its outcome',
  timeout: Duration.seconds(60), // a receiver may take 30 s; recording the attempt needs the rest
  // Little, as an invocation mostly waits for the receiver, and memory is billed meanwhile.
  memorySizeMb: 256,
  isRecursive: true, // a retry follows from the attempt before
  batchSize: 1, // so that a hanging receiver does not delay other deliveries
  maxConcurrency: 400, // of the 900 that an account may reserve by default
  queueVariable: variable.deliveriesQueueUrl,
  unreadableVariable: variable.deliveriesDeadLettersUrl,
}

/** Call vendor: one call about one integration event. */
export const callVendorWork: Work = {
  messages: 'vendor-calls',
  entry: 'call-vendor',
  description: 'Calls the vendor of a product about an integration event',
  timeout: Duration.seconds(60), // a vendor may take 30 s, its token endpoint 20 s
  memorySizeMb: 256,
  batchSize: 1, // so that a hanging vendor does not delay other calls
  maxConcurrency: 50, // orders are rare compared with what webhooks deliver
  queueVariable: variable.vendorCallsQueueUrl,
  unreadableVariable: variable.malformedIntegrationEventsUrl,
  keepsUnreadable: true, // malformed integration events, which producers have to correct
}

/** Send mail: the mails about one thing that happened. */
export const sendMailWork: Work = {
  messages: 'mails',
  entry: 'send-mail',
  description: 'Sends mails about what happened, and takes what bounces',
  timeout: Duration.seconds(30), // five mails of 10 s at most, concurrently
  memorySizeMb: 256,
  batchSize: 1,
  maxConcurrency: 2, // SES admits 14 mails a second at first, and 1 in its sandbox
  maxReceives: 20, // an hour, at one try in three minutes
  unreadableVariable: variable.mailsDeadLettersUrl,
}

/** Wake: deliveries that are due go back to the deliveries queue. */
export const wakeWork: Work = {
  messages: 'wake-ups',
  entry: 'wake',
  description: 'Moves deliveries that are due back to the deliveries queue',
  timeout: Duration.seconds(60), // a sweep visits every webhook with waiting deliveries
  memorySizeMb: 1769, // a whole vCPU: a webhook's deliveries are dispatched by one function at a time
  isRecursive: true, // wake-ups, sweeps and recoveries send themselves on
  batchSize: 1,
  maxConcurrency: 20, // some 160 runs a second, each of up to 100 deliveries
  queueVariable: variable.wakeUpsQueueUrl,
  unreadableVariable: variable.wakeUpsDeadLettersUrl,
}
