import type { LevelQueue } from '../adapters/leveldb/queue.ts'
import { type QueueHandler, startWorker } from '../adapters/embedded/lambda-host.ts'
import type { Log } from '../core/ports.ts'
import { deliverHandler } from '../lambdas/deliver.ts'
import { fanOutHandler } from '../lambdas/fan-out.ts'
import { wakeHandler } from '../lambdas/wake.ts'
import type { embeddedPorts, Queues } from './embedded-ports.ts'

type WorkerOptions = { handler: QueueHandler; batchSize: number; concurrency: number }

/**
 * Starts the workers, with as much concurrency as one process can handle: attempts mostly wait for
 * receivers, the other workers use the CPU.
 */
export function startWorkers(
  { events, deliveries, wakeUps }: Queues,
  ports: ReturnType<typeof embeddedPorts>,
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
      handler: deliverHandler(withDeadLetters(deliveries)),
      batchSize: 1,
      concurrency: 200,
    }),
    start(wakeUps, 'wake-ups', {
      handler: wakeHandler({ ...withDeadLetters(wakeUps), log: withoutHeartbeat(ports.log) }),
      batchSize: 1,
      concurrency: 8,
    }),
  ]
}

/** A sweep every minute logs what it brings back, and not that it ran. */
function withoutHeartbeat(log: Log): Log {
  return (line) => {
    if (line['message'] !== 'sweep done') log(line)
  }
}
