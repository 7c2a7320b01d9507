import { ofApiKeys } from './cases/api-keys.ts'
import { ofAudit } from './cases/audit.ts'
import type { Case } from './cases/case.ts'
import { ofDeliveries, ofStats, ofTests } from './cases/deliveries.ts'
import { ofIntegrationEvents } from './cases/integration-events.ts'
import { ofMails } from './cases/mails.ts'
import { ofPortalLinks } from './cases/portal-links.ts'
import { ofProducts } from './cases/products.ts'
import { ofMarketplaces } from './cases/marketplaces.ts'
import { ofOthers } from './cases/others.ts'
import { ofRecoveries } from './cases/recoveries.ts'
import { ofSecrets } from './cases/secrets.ts'
import { ofSwitches } from './cases/switches.ts'
import { ofWebhooks } from './cases/webhooks.ts'

/** The requests that lead to a route's own responses. */
export const cases: readonly Case[] = [
  ...ofWebhooks,
  ...ofApiKeys,
  ...ofPortalLinks,
  ...ofMarketplaces,
  ...ofSwitches,
  ...ofStats,
  ...ofSecrets,
  ...ofTests,
  ...ofRecoveries,
  ...ofDeliveries,
  ...ofProducts,
  ...ofIntegrationEvents,
  ...ofAudit,
  ...ofMails,
  ...ofOthers,
]
