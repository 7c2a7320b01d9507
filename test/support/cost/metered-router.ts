import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda'

import { emfLog } from '../../../adapters/aws/cloudwatch-metrics.ts'
import { lineText } from '../../../adapters/common/console-log.ts'
import { withSecretCache } from '../../../adapters/common/secret-cache.ts'
import { deliveriesOn, wakeUpsOn } from '../../../adapters/common/send-messages.ts'
import { lambdaContext } from '../../../adapters/embedded/lambda-context.ts'
import { deflated } from '../../../adapters/stores/deflated.ts'
import type { Request } from '../../../core/deliver/request.ts'
import type { Reply } from '../../../core/deliveries/outcome.ts'
import { busDetailOf, type Event } from '../../../core/events/event.ts'
import { eventType } from '../../../core/events/catalogue.ts'
import type { SecretContext, Table } from '../../../core/ports.ts'
import { addMs } from '../../../core/values/timestamp.ts'
import { deliverHandler } from '../../../lambdas/deliver.ts'
import { fanOutHandler } from '../../../lambdas/fan-out.ts'
import { wakeHandler } from '../../../lambdas/wake.ts'
import { fanOutWork } from '../../../lib/work.ts'
import { aBusMessage, anEntry, aWebhook, noon, uuidOf } from '../builders.ts'
import { storesOver } from '../memory-stores.ts'
import { open } from '../seal.ts'
import { sqsEventOf } from '../simulated-function.ts'
import { meteredQueue } from './metered-queue.ts'

type Handler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>

export type MadeTables = Promise<Record<'webhooks' | 'events' | 'deliveries' | 'waiting', Table>>

type Given = {
  /** Made with this clock, which only `run` moves. */
  tables: (now: () => Date) => MadeTables
  /** All want `subscription.changed`. */
  webhooks: number
  /** The statuses of the receivers' responses, in order; 204 after them. */
  replies?: readonly number[]
  /** How many requests the tables have got until now. */
  tableCalls?: () => number
  /** Which share of the first successes is logged in full. */
  attemptShare?: number
  archive?: 's3' | undefined
  /** Whether messages wait: then an invocation of fan-out gets as many as it takes. */
  isLoaded?: boolean
}

/** What a function was invoked for, and how often it called an AWS service. */
export type FunctionCount = { invocations: number; calls: number }

const retryMs = 300_000
const hourMs = 3_600_000

/**
 * The handlers of fan-out, deliver and wake over the router's own storage code and any tables. Each
 * message has an invocation of its own. It counts what AWS bills apart from the tables.
 */
export async function meteredRouter(given: Given) {
  const { webhooks, replies = [], tableCalls, attemptShare = 1, isLoaded = false } = given
  const { archive } = given
  const clock = { now: noon }
  const now = () => clock.now
  const queues = { events: meteredQueue(), deliveries: meteredQueue(), wakeUps: meteredQueue() }
  const outside = anOutside(replies, attemptShare)
  const sendWakeUp = wakeUpsOn(queues.wakeUps, now)
  const ports = {
    ...storesOver(
      { ...(await given.tables(now)), packing: deflated, ...(archive && { archive }) },
      now,
      sendWakeUp,
    ),
    ...outside.ports,
    queueDeliveries: deliveriesOn(queues.deliveries),
    now,
  }
  for (let number = 1; number <= webhooks; number += 1) {
    const webhook = aWebhook({ id: uuidOf(number), events: ['subscription.changed'] })
    await ports.addWebhook(webhook, anEntry())
  }

  const awsCalls = () =>
    (tableCalls?.() ?? 0) +
    outside.counts.opens +
    Object.values(queues).reduce((sum, { sends }) => sum + sends, 0)
  const functions = {
    fanOut: { invocations: 0, calls: 0, most: isLoaded ? fanOutWork.batchSize : 1 },
    deliver: { invocations: 0, calls: 0 },
    wake: { invocations: 0, calls: 0 },
  }
  const drain = async (
    queue: (typeof queues)[keyof typeof queues],
    handler: Handler,
    count: FunctionCount & { most?: number },
  ): Promise<void> => {
    const { most = 1 } = count
    // What the messages lead to comes in the next round, after time has passed.
    for (let left = queue.length(); left > 0; left -= most) {
      const bodies = queue.take(most)
      const before = awsCalls()
      const event = sqsEventOf(bodies.map((body) => ({ body, receives: 1 })))
      const { batchItemFailures } = await handler(event, lambdaContext('metered'))
      if (batchItemFailures.length > 0) throw new Error(outside.errors().join('\n'))
      count.invocations += 1
      count.calls += awsCalls() - before
    }
  }

  return {
    counts: outside.counts,
    functions,
    sqsRequests: () => Object.values(queues).reduce((sum, { requests }) => sum + requests, 0),
    /** Puts the event on the bus, whose rule sends it to the events queue. */
    publish: async (event: Event): Promise<void> => {
      const { type } = event.resource
      const message = aBusMessage(busDetailOf(event), eventType(type, event.resourceAction))
      outside.counts.busBytes += Buffer.byteLength(busDetailOf(event))
      await queues.events.send([{ body: message, group: type }])
      queues.events.sends -= 1 // EventBridge's, not a function's
    },
    /** Looks for first attempts that were not made, among the events of the last hours. */
    sweep: async (): Promise<void> => {
      clock.now = new Date(addMs(clock.now, 2 * hourMs))
      await sendWakeUp({ kind: 'sweep-first', marketplace: 'acme' }, clock.now.toISOString())
      await drain(queues.wakeUps, wakeHandler(ports), functions.wake)
    },
    /** Handles every message, and those that follow from them; time passes for the wake-ups. */
    run: async (): Promise<void> => {
      await drain(queues.events, fanOutHandler(ports), functions.fanOut)
      while (queues.deliveries.length() + queues.wakeUps.length() > 0) {
        await drain(queues.deliveries, deliverHandler(ports), functions.deliver)
        clock.now = new Date(addMs(clock.now, 2 * retryMs))
        await drain(queues.wakeUps, wakeHandler(ports), functions.wake)
      }
    },
  }
}

/** The receivers, the key and the log, with what AWS bills of them. */
function anOutside(replies: readonly number[], attemptShare: number) {
  const statuses = [...replies]
  const counts = { opens: 0, logLines: 0, logBytes: 0, sentBytes: 0, busBytes: 0 }
  const errors: string[] = []
  const log = emfLog({
    namespace: 'Postrider',
    byMarketplace: true,
    attemptShare,
    random: () => 0.5,
    now: () => noon,
    log: (line) => {
      counts.logLines += 1
      counts.logBytes += Buffer.byteLength(lineText(line)) + 1
      if (line['level'] === 'ERROR') errors.push(String(line['message']))
    },
  })
  const ports = {
    hasTime: () => true,
    handOn: () => Promise.reject(new Error('There is time for all')),
    announce: () => Promise.resolve(undefined),
    deadLetter: () => Promise.reject(new Error('Every message can be handled')),
    openSecrets: withSecretCache((sealed: string, context: SecretContext) => {
      counts.opens += 1
      return open(sealed, context)
    }),
    evaluate: () => Promise.reject(new Error('No webhook here has a transformation')),
    sendToAws: () => Promise.reject(new Error('No webhook here is at AWS')),
    accessToken: () => Promise.resolve({ kind: 'failed' as const, reason: 'token: none' }),
    requestToken: () => Promise.reject(new Error('No webhook has OAuth2')),
    post: ({ url, headers, body }: Request) => {
      counts.sentBytes += Buffer.byteLength(`${url}${JSON.stringify(headers)}${body}`)
      return Promise.resolve(aReply(statuses.shift() ?? 204))
    },
    waitsSeconds: [retryMs / 1000],
    newUuid: () => 'uuid',
    random: () => 0.5,
    log,
  }
  return { counts, ports, errors: () => errors }
}

function aReply(status: number): Reply {
  const durations = { dnsMs: 1.5, connectMs: 10.1, tlsMs: 20.2, firstByteMs: 180.4, totalMs: 200.6 }
  const headers = { date: 'Thu, 26 Nov 2026 12:00:00 GMT', 'content-type': 'application/json' }
  const response = { headers, body: { text: '{"status":"ok"}' } }
  const exchange = { durations, address: '93.184.216.34', response }
  return { kind: 'answered', status, exchange }
}
