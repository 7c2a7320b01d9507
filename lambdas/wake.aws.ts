import { deliveriesIn } from '../adapters/stores/delivery-store.ts'
import { healthIn } from '../adapters/stores/health-store.ts'
import { deliveriesOn, wakeUpsOn } from '../adapters/common/send-messages.ts'
import { eventBridgeNotices } from '../adapters/aws/eventbridge-notices.ts'
import { recoveriesIn } from '../adapters/stores/recovery-store.ts'
import { serverCertificatesIn } from '../adapters/stores/server-certificate-store.ts'
import { statsIn } from '../adapters/stores/stats-store.ts'
import { sweepsIn } from '../adapters/stores/sweep-store.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { linesIn } from '../adapters/stores/line-store.ts'
import { waitingIn } from '../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../adapters/stores/wake-up-store.ts'
import { webhooksIn } from '../adapters/stores/webhook-store.ts'
import { wakeHandler } from './wake.ts'
import { log } from './metrics.aws.ts'
import { deadLettersAt, queueAt } from './senders.aws.ts'
import { logTables, now, tables } from './wiring.aws.ts'

const sweeps = sweepsIn(tables.waiting(), now)
const stored = { ...logTables(), ...sweeps }

export const handler = wakeHandler({
  ...webhooksIn(tables.webhooks()),
  ...deliveriesIn(stored),
  ...statsIn(stored),
  ...waitingIn(tables.waiting(), stored),
  ...linesIn(tables.waiting(), stored),
  ...healthIn(tables.waiting()),
  ...serverCertificatesIn(tables.waiting(), { now, log }),
  ...recoveriesIn(tables.waiting(), stored),
  ...sweeps,
  ...eventBridgeNotices({ busName: required(variable.busName) }),
  ...wakeUpsIn(tables.waiting(), wakeUpsOn(queueAt(variable.wakeUpsQueueUrl), now)),
  queueDeliveries: deliveriesOn(queueAt(variable.deliveriesQueueUrl)),
  deadLetter: deadLettersAt(variable.wakeUpsDeadLettersUrl),
  now,
  log,
})
