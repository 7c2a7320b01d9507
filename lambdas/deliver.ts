import { deliver, type DeliverPorts } from '../core/deliver/deliver.ts'
import { DeliveryMessage } from '../core/deliveries/delivery-message.ts'
import { eachRecord, readMessage, type RecordPorts } from './each-record.ts'

/** Makes the attempts that a batch asks for, each by itself. */
export function deliverHandler(ports: DeliverPorts & RecordPorts) {
  return eachRecord(
    () => async (record) => {
      const read = readMessage(DeliveryMessage, record)
      if ('unreadable' in read) return read

      const isRedelivered = Number(record.attributes.ApproximateReceiveCount) > 1
      const handled = await deliver(read.message, isRedelivered, ports)
      if (handled === 'busy')
        throw new Error('Cannot deliver yet: another message holds the delivery')
      return undefined
    },
    ports,
  )
}
