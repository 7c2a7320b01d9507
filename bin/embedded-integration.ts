import { randomUUID } from 'node:crypto'

import { refusalLimits } from '../adapters/common/refused-addresses.ts'
import { vendorCallsOn } from '../adapters/common/send-messages.ts'
import type { httpsClient } from '../adapters/http-client/client.ts'
import type { LevelQueue } from '../adapters/leveldb/queue.ts'
import { integrationEventsIn } from '../adapters/stores/integration-event-store.ts'
import { productsIn } from '../adapters/stores/product-store.ts'
import { vendorAccessIn } from '../adapters/stores/vendor-access-store.ts'
import { eventXml } from '../adapters/xml/event-xml.ts'
import { parseXml } from '../adapters/xml/parse-xml.ts'
import type { Table } from '../core/ports.ts'

type Parts = {
  tables: { integrations: Table; webhooks: Table }
  vendorCalls: LevelQueue
  call: ReturnType<typeof httpsClient>
  now: () => Date
}

/** The ports of integration events, implemented on one machine, except for the bus. */
export function integrationPorts({ tables, vendorCalls, call, now }: Parts) {
  return {
    ...productsIn(tables),
    ...integrationEventsIn(tables.integrations),
    ...vendorAccessIn(tables.integrations),
    ...refusalLimits(now),
    queueCall: vendorCallsOn(vendorCalls),
    remind: () => Promise.resolve(undefined),
    call,
    parseXml,
    eventXml,
    newToken: randomUUID,
  }
}
