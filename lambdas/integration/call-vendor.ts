import { callVendor, type CallPorts } from '../../core/integration/call-vendor.ts'
import { startEvent, type StartPorts } from '../../core/integration/start-event.ts'
import { repairEvents, type RepairPorts } from '../../core/integration/repair-events.ts'
import { parseVendorMessage } from '../../core/integration/vendor-message.ts'
import { parseJson } from '../../core/values/parse-json.ts'
import { type DeadLetterPorts, type Unreadable } from '../dead-letter.ts'
import { eachRecord } from '../each-record.ts'

export type VendorCallPorts = CallPorts & StartPorts & RepairPorts

/** Calls vendors, and starts the integration events that come over the bus. */
export function callVendorHandler(ports: VendorCallPorts & DeadLetterPorts) {
  return eachRecord(
    () =>
      async ({ body }) => {
        const read = parseJson(body)
        if ('reason' in read) return unreadable(read.reason)
        const parsed = parseVendorMessage(read.json)
        if ('reason' in parsed) return unreadable(parsed.reason)
        await handle(parsed, ports)
        return undefined
      },
    ports,
  )
}

type Parsed = Exclude<ReturnType<typeof parseVendorMessage>, { reason: string }>

async function handle(parsed: Parsed, ports: VendorCallPorts): Promise<void> {
  if ('asked' in parsed) await startEvent(parsed.asked, ports)
  else if (parsed.message.kind === 'sweep') await repairEvents(ports)
  else await callVendor(parsed.message.token, ports)
}

function unreadable(reason: string): Unreadable {
  return { unreadable: reason }
}
