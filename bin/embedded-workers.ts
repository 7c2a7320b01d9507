import { type ConnectionBudget, connectionBudget } from '../adapters/embedded/connection-budget.ts'
import type { LevelQueue } from '../adapters/leveldb/queue.ts'
import { type QueueHandler, startWorker } from '../adapters/embedded/lambda-host.ts'
import type { Log } from '../core/ports.ts'
import { type DeliveryMessage, idsOfMessage } from '../core/deliveries/delivery-message.ts'
import { deliverHandler, deliverMessage } from '../lambdas/deliver.ts'
import { fanOutHandler } from '../lambdas/fan-out.ts'
import { wakeHandler } from '../lambdas/wake.ts'
import { callVendorHandler, type VendorCallPorts } from '../lambdas/integration/call-vendor.ts'
import { sendMailHandler, type SendMailPorts } from '../lambdas/send-mail.ts'
import type { embeddedPorts } from './embedded-ports.ts'
import type { Queues } from './embedded-storage.ts'

type WorkerOptions = {
  handler: QueueHandler
  handed?: (message: object) => Promise<void>
  batchSize: number
  concurrency: number
}

type WorkerPorts = ReturnType<typeof embeddedPorts> &
  Pick<VendorCallPorts, 'publishOutcome' | 'vendorUrl'> &
  Pick<SendMailPorts, 'pageUrl'>

/**
 * Starts the workers, with as much concurrency as one process can handle: attempts mostly wait for
 * receivers, the other workers use the CPU.
 */
export function startWorkers(
  { events, deliveries, wakeUps, vendorCalls, mails }: Queues,
  ports: WorkerPorts,
  budget: ConnectionBudget = connectionBudget(),
) {
  const start = (queue: LevelQueue, name: string, host: WorkerOptions) =>
    startWorker(queue, { name, log: ports.log, ...host })
  const withDeadLetters = (queue: LevelQueue) => ({ ...ports, deadLetter: queue.sendDeadLetter })

  return [
    start(events, 'events', {
      handler: fanOutHandler(withDeadLetters(events)),
      batchSize: 10,
      concurrency: 8,
    }),
    start(deliveries, 'deliveries', {
      handler: endingFirstAttempts(deliverHandler(withDeadLetters(deliveries)), ports),
      handed: async (message) => {
        const first = message as DeliveryMessage
        await deliverMessage(first, false, ports)
        ports.firstAttemptEnded(first.delivery)
      },
      batchSize: 1,
      concurrency: budget.attempts,
    }),
    start(wakeUps, 'wake-ups', {
      handler: wakeHandler({ ...withDeadLetters(wakeUps), log: withoutHeartbeat(ports.log) }),
      batchSize: 1,
      concurrency: 8,
    }),
    start(vendorCalls, 'vendor-calls', {
      handler: callVendorHandler(withDeadLetters(vendorCalls)),
      batchSize: 1,
      concurrency: budget.calls,
    }),
    start(mails, 'mails', {
      handler: sendMailHandler(withDeadLetters(mails)),
      batchSize: 1,
      concurrency: 2,
    }),
  ]
}

/** The same for first attempts that had no room in memory, or that failed there. */
function endingFirstAttempts(
  handler: QueueHandler,
  { firstAttemptEnded }: Pick<ReturnType<typeof embeddedPorts>, 'firstAttemptEnded'>,
): QueueHandler {
  return async (event, context) => {
    const response = await handler(event, context)
    const failed = response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)
    for (const { messageId, body } of event.Records) {
      if (!failed.includes(messageId)) firstAttemptEnded(idsOfMessage(body)['delivery'] ?? '')
    }
    return response
  }
}

/** A sweep every minute logs what it brings back, and not that it ran. */
function withoutHeartbeat(log: Log): Log {
  return (line) => {
    if (line['message'] !== 'sweep done') log(line)
  }
}
