import { deliver, type DeliverPorts } from '../core/deliver/deliver.ts'
import { type DeliveryMessage, isDeliveryMessage } from '../core/deliveries/delivery-message.ts'
import { type DeadLetterPorts, readMessage } from './dead-letter.ts'
import { eachRecord } from './each-record.ts'

/** Makes one attempt per message of a batch. */
export function deliverHandler(ports: DeliverPorts & DeadLetterPorts) {
  return eachRecord(
    () => async (record) => {
      const read = readMessage(isDeliveryMessage, record)
      if ('unreadable' in read) return read

      const isRedelivered = Number(record.attributes.ApproximateReceiveCount) > 1
      await deliverMessage(read.message, isRedelivered, ports)
      return undefined
    },
    ports,
  )
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
