import { toBusMessage } from '../../core/events/bus-event.ts'
import type { DeliveryMessage } from '../../core/deliveries/delivery-message.ts'
import { fanOutHandler } from '../../lambdas/fan-out.ts'
import { fanOutWork } from '../../lib/work.ts'
import { anEntry, aWebhook, noon } from './builders.ts'
import { clockwork } from './clockwork.ts'
import { memoryStores } from './memory-stores.ts'
import { type Cost, simulatedFunction } from './simulated-function.ts'

const timeoutMs = fanOutWork.timeout.toMilliseconds()

/**
 * 256 MB are a seventh of a vCPU: a write takes 6 ms of it, as measured for the AWS SDK. A read is
 * taken for as much, a batch for SQS for a little more.
 */
const readCost: Cost = { cpuMs: 6, latencyMs: 5 }
const sendCost: Cost = { cpuMs: 8, latencyMs: 15 }

/** Fan-out over its own storage code, where every call takes its time. */
export async function aFanOut(count: number, writeCost: Cost) {
  const clock = clockwork(noon)
  const lambda = simulatedFunction(clock, fanOutWork.batchSize, timeoutMs)
  const { ports, tables } = memoryStores(clock.now, () => Promise.resolve())
  for (let number = 1; number <= count; number += 1) {
    await ports.addWebhook(webhookNumber(number), anEntry({ webhook: `webhook-${number}` }))
  }
  // 0.1 ms for each route to unmarshal.
  const routesCost = { cpuMs: readCost.cpuMs + count / 10, latencyMs: count > 1000 ? 50 : 5 }
  const messages: string[] = []
  const handler = fanOutHandler({
    ...ports,
    findRoutes: (...key) => lambda.call(routesCost, () => ports.findRoutes(...key)),
    findAllHealth: (...key) => lambda.call(readCost, () => ports.findAllHealth(...key)),
    storeEvent: (event) => lambda.call(writeCost, () => ports.storeEvent(event)),
    listUnderResource: (event) => lambda.call(writeCost, () => ports.listUnderResource(event)),
    listUnderBusinessId: (...entry) =>
      lambda.call(writeCost, () => ports.listUnderBusinessId(...entry)),
    replaceDelivery: (...change) => lambda.call(writeCost, () => ports.replaceDelivery(...change)),
    queueDeliveries: async (queued) => {
      await Promise.all(tens(queued).map((ten) => lambda.call(sendCost, () => take(ten))))
    },
    handOn: (event, { source, after }) =>
      lambda.call(sendCost, () => {
        lambda.send([toBusMessage(event, { id: source, after })])
        return Promise.resolve()
      }),
    deadLetter: () => Promise.reject(new Error('No event is malformed')),
    now: clock.now,
    log: () => undefined,
  })
  const take = (ten: readonly DeliveryMessage[]) => {
    messages.push(...ten.map(({ endpoint, enclosed }) => `${enclosed?.event?.uuid} ${endpoint}`))
    return Promise.resolve()
  }
  return {
    send: lambda.send,
    run: () => lambda.run(handler),
    results: () => ({ ...lambda, messages, refusedDeliveries: tables.deliveries.counts.refused }),
  }
}

/** The first webhook wants changes, too. */
function webhookNumber(number: number) {
  const events = ['subscription.added', ...(number === 1 ? ['subscription.changed'] : [])]
  return aWebhook({ id: `webhook-${number}`, events })
}

function tens<One>(all: readonly One[]): One[][] {
  return Array.from({ length: Math.ceil(all.length / 10) }, (_, index) =>
    all.slice(index * 10, index * 10 + 10),
  )
}
