import { consoleLog } from '../adapters/log.console.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/messages.queue.ts'
import { variable } from '../adapters/variables.ts'
import { waitingIn } from '../adapters/waiting.table.ts'
import { wakeUpsIn } from '../adapters/wake-ups.table.ts'
import { wakeHandler } from './wake.ts'
import { deadLettersAt, now, queueAt, tables } from './wiring.aws.ts'

export const handler = wakeHandler({
  ...waitingIn(tables.waiting()),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  deadLetter: deadLettersAt(variable.wakeUpsDeadLettersUrl),
  now,
  log: consoleLog,
})
