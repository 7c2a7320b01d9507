import { apiKeyOperations } from './api-keys.ts'
import { awsAccessOperations } from './aws-access.ts'
import { auditOperations } from './audit.ts'
import { channelOperations } from './channel-events.ts'
import { clientKeyOperations } from './key-pairs.ts'
import { deliveryOperations } from './deliveries.ts'
import { eventOperations } from './events.ts'
import { mailOperations } from './mails.ts'
import { marketplaceOperations } from './marketplaces.ts'
import type { Operations } from './operation.ts'
import { integrationEventOperations } from './integration-events.ts'
import { integrationOperations } from './integrations.ts'
import { productKeyOperations } from './product-keys.ts'
import { portalOperations } from './portal-links.ts'
import { productOperations } from './products.ts'
import { recoveryOperations } from './recoveries.ts'
import { routerOperations } from './router.ts'
import { secretOperations } from './secret.ts'
import { statsOperations } from './stats.ts'
import { switchOperations } from './switches.ts'
import { testOperations } from './tests.ts'
import { transformationTestOperations } from './try-transformation.ts'
import { webhookOperations } from './webhooks.ts'

/** The documentation of every route, in the order of the document. */
export const operations: Operations = {
  ...webhookOperations,
  ...awsAccessOperations,
  ...switchOperations,
  ...statsOperations,
  ...secretOperations,
  ...clientKeyOperations,
  ...testOperations,
  ...transformationTestOperations,
  ...deliveryOperations,
  ...recoveryOperations,
  ...eventOperations,
  ...productOperations,
  ...integrationOperations,
  ...productKeyOperations,
  ...integrationEventOperations,
  ...channelOperations,
  ...apiKeyOperations,
  ...portalOperations,
  ...auditOperations,
  ...mailOperations,
  ...marketplaceOperations,
  ...routerOperations,
}
