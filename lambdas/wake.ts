import { WakeUpMessage } from '../core/waiting/wake-up-message.ts'
import { wake, type WakePorts } from '../core/wake/wake.ts'
import { eachRecord, readMessage, type RecordPorts } from './each-record.ts'

/** Dispatches the deliveries that are due. */
export function wakeHandler(ports: WakePorts & RecordPorts) {
  return eachRecord(
    () => async (record) => {
      const read = readMessage(WakeUpMessage, record)
      if ('unreadable' in read) return read
      await wake(read.message, ports)
      return undefined
    },
    ports,
  )
}
