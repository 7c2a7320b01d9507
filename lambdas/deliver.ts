import { deliver, type DeliverPorts } from '../core/deliver/deliver.ts'
import { type DeliveryMessage, isDeliveryMessage } from '../core/deliveries/delivery-message.ts'
import { type DeadLetterPorts, readMessage } from './dead-letter.ts'
import { eachRecord } from './each-record.ts'
import { oncePerKey } from './once-per-key.ts'

/**
 * Makes one attempt per message of a batch. First attempts of a webhook, which begin together, share
 * what they read of it.
 */
export function deliverHandler(ports: DeliverPorts & DeadLetterPorts) {
  return eachRecord(() => {
    const batchPorts = { ...ports, ...sharedReads(ports) }
    return async (record) => {
      const read = readMessage(isDeliveryMessage, record)
      if ('unreadable' in read) return read

      const isRedelivered = Number(record.attributes.ApproximateReceiveCount) > 1
      await deliverMessage(read.message, isRedelivered, batchPorts)
      return undefined
    }
  }, ports)
}

type Reads = Pick<DeliverPorts, 'findWebhook' | 'findHealth'>

/** Only reads that may be stale are shared. */
function sharedReads({ findWebhook, findHealth }: Reads): Reads {
  const [webhookOnce, healthOnce] = [oncePerKey(findWebhook), oncePerKey(findHealth)]
  return {
    findWebhook: (marketplace, id, options) =>
      (options?.mayBeStale === true ? webhookOnce : findWebhook)(marketplace, id, options),
    findHealth: ({ marketplace, id }, options) =>
      (options?.mayBeStale === true ? healthOnce : findHealth)({ marketplace, id }, options),
  }
}

/** Makes the attempt of a message. Throws when the message has to come again. */
export async function deliverMessage(
  message: DeliveryMessage,
  isRedelivered: boolean,
  ports: DeliverPorts,
): Promise<void> {
  const handled = await deliver(message, isRedelivered, ports)
  if (handled === 'busy')
    throw new Error('Cannot deliver yet: another message has claimed the delivery')
}
