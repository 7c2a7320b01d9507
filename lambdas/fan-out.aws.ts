import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { eventsIn } from '../adapters/events.table.ts'
import { healthIn } from '../adapters/health.table.ts'
import { consoleLog } from '../adapters/log.console.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/messages.queue.ts'
import { variable } from '../adapters/variables.ts'
import { waitingIn } from '../adapters/waiting.table.ts'
import { wakeUpsIn } from '../adapters/wake-ups.table.ts'
import { webhooksIn } from '../adapters/webhooks.table.ts'
import { fanOutHandler } from './fan-out.ts'
import { deadLettersAt, now, queueAt, tables } from './wiring.aws.ts'

export const handler = fanOutHandler({
  ...webhooksIn(tables.webhooks()),
  ...eventsIn(tables.events(), now),
  ...deliveriesIn(tables.deliveries()),
  ...waitingIn(tables.waiting()),
  ...healthIn(tables.waiting()),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  deadLetter: deadLettersAt(variable.eventsDeadLettersUrl),
  now,
  log: consoleLog,
})
