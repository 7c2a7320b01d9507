import { deliveryRecordsIn } from '../adapters/stores/delivery-records.ts'
import { eventsIn } from '../adapters/stores/event-store.ts'
import { healthIn } from '../adapters/stores/health-store.ts'
import { eventsOn } from '../adapters/common/send-events.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/common/send-messages.ts'
import { variable } from '../adapters/common/environment-variables.ts'
import { linesIn } from '../adapters/stores/line-store.ts'
import { unwantedEventsIn } from '../adapters/stores/unwanted-events.ts'
import { waitingIn } from '../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../adapters/stores/wake-up-store.ts'
import { webhooksIn } from '../adapters/stores/webhook-store.ts'
import { fanOutHandler } from './fan-out.ts'
import { log } from './metrics.aws.ts'
import { deadLettersAt, queueAt } from './senders.aws.ts'
import { logTables, now, tables } from './wiring.aws.ts'

const stored = logTables()

export const handler = fanOutHandler({
  ...webhooksIn(tables.webhooks()),
  ...eventsIn(stored),
  ...unwantedEventsIn(stored.events),
  ...deliveryRecordsIn(stored),
  ...waitingIn(tables.waiting(), stored),
  ...linesIn(tables.waiting(), stored),
  ...healthIn(tables.waiting()),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  handOn: eventsOn(queueAt(variable.eventsQueueUrl)),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  deadLetter: deadLettersAt(variable.malformedEventsUrl),
  now,
  log,
})
