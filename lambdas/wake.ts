import { WakeUpMessage } from '../core/deliveries/messages.ts'
import { wake, type WakeNeeds } from '../core/wake/wake.ts'
import { eachRecord, readMessage, type RecordNeeds } from './each-record.ts'

/** Brings back the deliveries whose moment has come. */
export function wakeHandler(needs: WakeNeeds & RecordNeeds) {
  return eachRecord(
    () => async (record) => {
      const read = readMessage(WakeUpMessage, record)
      if ('unreadable' in read) return read
      await wake(read.message, needs)
      return undefined
    },
    needs,
  )
}
