import { Duration } from 'aws-cdk-lib'

import { variable } from '../adapters/common/environment-variables.ts'
import type { WorkerProps } from './worker.ts'

/** What a worker does, and the numbers for it. */
export type Work = Omit<WorkerProps, 'monitoring'>

/** Which webhooks want an event? One delivery for each. */
export const fanOutWork: Work = {
  messages: 'events',
  entry: 'fan-out.aws.ts',
  description: 'Makes a delivery for each webhook that wants an event',
  timeout: Duration.seconds(30), // tables and a queue answer in milliseconds, ten events share it
  memorySizeMb: 256, // ten events of 200 KB, parsed, beside the SDK
  batchSize: 10,
  maxConcurrency: 20, // at 50 ms for a batch, 4,000 events a second
  deadLettersVariable: variable.eventsDeadLettersUrl,
}

/** One attempt at one delivery. */
export const deliverWork: Work = {
  messages: 'deliveries',
  entry: 'deliver.aws.ts',
  description: 'Makes one attempt at a delivery and records how it ended',
  timeout: Duration.seconds(60), // a receiver may take 30; then the attempt is still to be recorded
  // Nearly all of its time it waits for the receiver, and memory is paid for that.
  memorySizeMb: 256,
  batchSize: 1, // a receiver that hangs holds up nobody else
  maxConcurrency: 200, // a fifth of an account's usual 1,000
  queueVariable: variable.deliveriesQueueUrl,
  deadLettersVariable: variable.deliveriesDeadLettersUrl,
}

/** What waited and is due goes back on the deliveries queue. */
export const wakeWork: Work = {
  messages: 'wake-ups',
  entry: 'wake.aws.ts',
  description: 'Puts deliveries that are due back on their queue',
  timeout: Duration.seconds(60), // the sweep looks at every webhook that has something waiting
  memorySizeMb: 256,
  batchSize: 1,
  maxConcurrency: 10, // a hundred deliveries with each
  queueVariable: variable.wakeUpsQueueUrl,
  deadLettersVariable: variable.wakeUpsDeadLettersUrl,
}
