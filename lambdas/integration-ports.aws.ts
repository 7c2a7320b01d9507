import { randomBytes, randomUUID } from 'node:crypto'

import { integrationNotices } from '../adapters/aws/eventbridge-outcomes.ts'
import { vendorCallsOn } from '../adapters/common/send-messages.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { integrationEventsIn } from '../adapters/stores/integration-event-store.ts'
import { productReadsIn } from '../adapters/stores/product-store.ts'
import { vendorAccessIn } from '../adapters/stores/vendor-access-store.ts'
import { eventXml } from '../adapters/xml/event-xml.ts'
import { queueAt } from './senders.aws.ts'
import { now, tables } from './wiring.aws.ts'

/** The ports of integration events that every function with a part in them has. */
export function integrationPorts() {
  const integrations = tables.integrations()
  return {
    ...productReadsIn(integrations),
    ...integrationEventsIn(integrations),
    ...vendorAccessIn(integrations),
    ...integrationNotices({ busName: required(variable.busName) }),
    eventXml,
    vendorUrl: required(variable.vendorUrl),
    randomHex: (bytes: number) => randomBytes(bytes).toString('hex'),
    now,
  }
}

/** The ports of functions that start integration events. */
export function vendorCallsAt() {
  return {
    queueCall: vendorCallsOn(queueAt(variable.vendorCallsQueueUrl)),
    newToken: randomUUID,
  }
}
