import { deliver, type DeliverNeeds } from '../core/deliver/deliver.ts'
import { DeliveryMessage } from '../core/deliveries/messages.ts'
import { eachRecord, readMessage, type RecordNeeds } from './each-record.ts'

/** Makes the attempts that a batch asks for, each by itself. */
export function deliverHandler(needs: DeliverNeeds & RecordNeeds) {
  return eachRecord(
    () => async (record) => {
      const read = readMessage(DeliveryMessage, record)
      if ('unreadable' in read) return read

      const isRepeated = Number(record.attributes.ApproximateReceiveCount) > 1
      const handled = await deliver(read.message, isRepeated, needs)
      if (handled === 'busy')
        throw new Error('Cannot deliver yet: another message holds the delivery')
      return undefined
    },
    needs,
  )
}
