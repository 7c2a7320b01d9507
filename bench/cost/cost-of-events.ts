import { Settings } from '../../core/settings/settings.ts'
import { deliverWork, fanOutWork } from '../../lib/work.ts'
import type { EventCounts, FunctionCount } from '../../test/support/cost/counted-events.ts'
import { costOfArchive, earlyMonths } from './cost-of-archive.ts'
import type { Component } from './component.ts'
import { amount, gigabytes, kilobytes } from './component.ts'
import { prices } from './prices.ts'

const million = 1e6
const chunkBytes = 64 * 1024

/** How long events, deliveries and exchanges are stored, and archived by default. */
const storedMonths = Settings.shape.retentionDays.parse(undefined) / 30
const archivedMonths = 1

/** Assumed: a function takes 26 ms, and 6 ms of CPU at 256 MB for each call of an AWS service. */
const baseMs = 26
const callMs = 6
const receiverMs = 200

/** CloudWatch Logs adds this to each line. */
const lineOverheadBytes = 26

/** TLS and TCP for a request on a connection that is open, and at times for a new one: assumed. */
const connectionBytes = 500

/** A secret is opened once in five minutes, in a month of events without a pause. */
const opensInMonth = (30 * 24 * 60) / 5

/** The bill for a million events, component by component, apart from data to the internet. */
export function costOfEvents(counts: EventCounts): Component[] {
  const { writes, reads, storedBytes, sqsRequests, opens } = counts
  const of = (name: string, perEvent: string, dollars: number) => ({ name, perEvent, dollars })
  const logged = logBytes(counts)
  return [
    of('DynamoDB, writes', amount(writes, 'units'), writes * prices.million.writeUnits),
    of('DynamoDB, reads', amount(reads, 'units'), reads * prices.million.readUnits),
    of(
      'DynamoDB, storage',
      kilobytes(storedBytes),
      gigabytes(storedBytes) *
        (counts.archived ? earlyMonths : storedMonths) *
        prices.gigabyteMonth.dynamoDb,
    ),
    ...costOfArchive(counts.archived, storedMonths),
    of('SQS', amount(sqsRequests, 'requests'), sqsRequests * prices.million.sqsRequests),
    ofLambda(counts),
    ofBus(counts),
    of(
      'KMS',
      `${amount(opens, opens === 1 ? 'secret' : 'secrets')} in 5 min`,
      (opens * opensInMonth * prices.million.decryptions) / million,
    ),
    of('CloudWatch Logs', kilobytes(logged), gigabytes(logged) * prices.gigabyte.logged),
  ]
}

/** What the requests to receivers cost; receivers in the same Region cost less. */
export function costOfRequests({ sentBytes, functions }: EventCounts): Component {
  const bytes = sentBytes + connectionBytes * functions.deliver.invocations
  return {
    name: 'data to the internet',
    perEvent: kilobytes(bytes),
    dollars: gigabytes(bytes) * prices.gigabyte.toTheInternet,
  }
}

export function sumOf(components: readonly Component[]): number {
  return components.reduce((sum, { dollars }) => sum + dollars, 0)
}

function ofLambda({ functions: { fanOut, deliver } }: EventCounts): Component {
  const invocations = fanOut.invocations + deliver.invocations
  const gbSeconds =
    (msOf(fanOut, 0) * fanOutWork.memorySizeMb +
      msOf(deliver, receiverMs) * deliverWork.memorySizeMb) /
    1024 /
    1000
  return {
    name: 'Lambda',
    perEvent: amount(invocations, 'invocations'),
    dollars: invocations * prices.million.lambdaRequests + gbSeconds * million * prices.gbSecond,
  }
}

function msOf({ invocations, calls }: FunctionCount, waitMs: number): number {
  return invocations * (baseMs + waitMs) + calls * callMs
}

function ofBus({ busBytes }: EventCounts): Component {
  const chunks = Math.ceil(busBytes / chunkBytes)
  const { archived } = prices.gigabyte
  const perGigabyte = archived + archivedMonths * prices.gigabyteMonth.archive
  return {
    name: 'EventBridge',
    perEvent: kilobytes(busBytes),
    dollars: chunks * prices.million.busEvents + gigabytes(busBytes) * perGigabyte,
  }
}

/** Lambda has no lines of its own for invocations that succeed: `lib/router-function.ts`. */
function logBytes({ logBytes, logLines }: EventCounts): number {
  return logBytes + logLines * lineOverheadBytes
}
