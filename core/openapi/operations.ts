import { auditOperations } from './audit.ts'
import { deliveryOperations } from './deliveries.ts'
import { eventOperations } from './events.ts'
import type { Operations } from './operation.ts'
import { recoveryOperations } from './recoveries.ts'
import { routerOperations } from './router.ts'
import { secretOperations } from './secret.ts'
import { statsOperations } from './stats.ts'
import { switchOperations } from './switches.ts'
import { testOperations } from './tests.ts'
import { webhookOperations } from './webhooks.ts'

/** What people read of every route, in the order in which they read it. */
export const operations: Operations = {
  ...webhookOperations,
  ...switchOperations,
  ...statsOperations,
  ...secretOperations,
  ...testOperations,
  ...deliveryOperations,
  ...recoveryOperations,
  ...eventOperations,
  ...auditOperations,
  ...routerOperations,
}
