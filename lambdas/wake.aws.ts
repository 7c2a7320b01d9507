import { deliveriesIn } from '../adapters/deliveries.table.ts'
import { healthIn } from '../adapters/health.table.ts'
import { consoleLog } from '../adapters/log.console.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/messages.queue.ts'
import { eventBridgeNotices } from '../adapters/notices.eventbridge.ts'
import { recoveriesIn } from '../adapters/recoveries.table.ts'
import { sweepsIn } from '../adapters/sweeps.table.ts'
import { required, variable } from '../adapters/variables.ts'
import { waitingIn } from '../adapters/waiting.table.ts'
import { wakeUpsIn } from '../adapters/wake-ups.table.ts'
import { webhooksIn } from '../adapters/webhooks.table.ts'
import { wakeHandler } from './wake.ts'
import { deadLettersAt, now, queueAt, tables } from './wiring.aws.ts'

export const handler = wakeHandler({
  ...webhooksIn(tables.webhooks()),
  ...deliveriesIn(tables.deliveries()),
  ...waitingIn(tables.waiting()),
  ...healthIn(tables.waiting()),
  ...recoveriesIn(tables.waiting()),
  ...sweepsIn(tables.waiting(), now),
  ...eventBridgeNotices({ busName: required(variable.busName) }),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  deadLetter: deadLettersAt(variable.wakeUpsDeadLettersUrl),
  now,
  log: consoleLog,
})
