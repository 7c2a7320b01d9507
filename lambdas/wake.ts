import { isWakeUpMessage } from '../core/waiting/wake-up-message.ts'
import { wake, type WakePorts } from '../core/wake/wake.ts'
import { type DeadLetterPorts, readMessage } from './dead-letter.ts'
import { eachRecord } from './each-record.ts'

/** Dispatches the deliveries that are due. */
export function wakeHandler(ports: WakePorts & DeadLetterPorts) {
  return eachRecord(
    () => async (record) => {
      const read = readMessage(isWakeUpMessage, record)
      if ('unreadable' in read) return read
      await wake(read.message, ports)
      return undefined
    },
    ports,
  )
}
