import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { eventsIn } from '../adapters/events.table.ts'
import { consoleLog } from '../adapters/log.console.ts'
import { deliveriesOn } from '../adapters/messages.queue.ts'
import { variable } from '../adapters/variables.ts'
import { webhooksIn } from '../adapters/webhooks.table.ts'
import { fanOutHandler } from './fan-out.ts'
import { deadLettersAt, now, queueAt, tables } from './wiring.aws.ts'

export const handler = fanOutHandler({
  ...webhooksIn(tables.webhooks()),
  ...eventsIn(tables.events(), now),
  ...deliveriesIn(tables.deliveries()),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  deadLetter: deadLettersAt(variable.eventsDeadLettersUrl),
  now,
  log: consoleLog,
})
