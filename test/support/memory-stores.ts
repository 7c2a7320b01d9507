import { integrationEventsIn } from '../../adapters/stores/integration-event-store.ts'
import { productsIn } from '../../adapters/stores/product-store.ts'
import { vendorAccessIn } from '../../adapters/stores/vendor-access-store.ts'
import { deliveriesIn } from '../../adapters/stores/delivery-store.ts'
import { eventListIn } from '../../adapters/stores/event-list.ts'
import { eventsIn } from '../../adapters/stores/event-store.ts'
import { serverCertificatesIn } from '../../adapters/stores/server-certificate-store.ts'
import { healthIn } from '../../adapters/stores/health-store.ts'
import { requestsIn } from '../../adapters/stores/idempotency-store.ts'
import { type Packing, plain } from '../../adapters/stores/packing.ts'
import type { Retention } from '../../adapters/stores/retention.ts'
import { recoveriesIn } from '../../adapters/stores/recovery-store.ts'
import { statsIn } from '../../adapters/stores/stats-store.ts'
import { sweepsIn } from '../../adapters/stores/sweep-store.ts'
import { type TableName, tableShapes } from '../../adapters/stores/table-shapes.ts'
import { linesIn } from '../../adapters/stores/line-store.ts'
import { unwantedEventsIn } from '../../adapters/stores/unwanted-events.ts'
import { waitingIn } from '../../adapters/stores/waiting-store.ts'
import { wakeUpsIn } from '../../adapters/stores/wake-up-store.ts'
import { registeredMarketplacesIn } from '../../adapters/stores/registered-marketplaces.ts'
import { portalIn } from '../../adapters/stores/portal-store.ts'
import { apiKeysIn } from '../../adapters/stores/api-key-store.ts'
import { mailsIn } from '../../adapters/stores/mail-store.ts'
import { webhooksIn } from '../../adapters/stores/webhook-store.ts'
import type { Table } from '../../core/ports.ts'
import type { WakeUpMessage } from '../../core/waiting/wake-up-message.ts'
import { countedTable } from './counted-table.ts'

type SendWakeUp = (message: WakeUpMessage, at: string) => Promise<void>

type Tables = Record<'webhooks' | 'events' | 'deliveries' | 'waiting', Table>

/** The router's own storage code, over tables in memory that change synchronously. */
export function memoryStores(now: () => Date, sendWakeUp: SendWakeUp) {
  const table = (name: TableName) => countedTable(tableShapes[name], now)
  const tables = {
    webhooks: table('webhooks'),
    events: table('events'),
    deliveries: table('deliveries'),
    waiting: table('waiting'),
    integrations: table('integrations'),
  }
  const ports = { ...storesOver(tables, now, sendWakeUp), ...integrationStores(tables) }
  return { tables, ports }
}

/** The storage code of products and integration events, over any tables. */
export function integrationStores(tables: Record<'webhooks' | 'integrations', Table>) {
  return {
    ...productsIn(tables),
    ...integrationEventsIn(tables.integrations),
    ...vendorAccessIn(tables.integrations),
  }
}

export type MemoryStores = ReturnType<typeof memoryStores>

const retention = { retentionDays: 90 }

/** The router's own storage code, over any tables; rows are not compressed by default. */
export function storesOver(
  {
    packing = plain,
    archive,
    ...tables
  }: Tables & { packing?: Packing } & Pick<Retention, 'archive'>,
  now: () => Date,
  sendWakeUp: SendWakeUp,
) {
  const sweeps = sweepsIn(tables.waiting, now)
  const log = { ...tables, ...sweeps, packing, now, ...retention, ...(archive && { archive }) }
  return {
    ...webhooksIn(tables.webhooks),
    ...apiKeysIn(tables.webhooks),
    ...portalIn(tables.webhooks),
    ...registeredMarketplacesIn(tables.webhooks),
    ...mailsIn(tables.webhooks),
    ...eventsIn(log),
    ...unwantedEventsIn(tables.events),
    ...eventListIn(log),
    ...requestsIn(tables.events, now),
    ...deliveriesIn(log),
    ...statsIn(log),
    ...waitingIn(tables.waiting, retention),
    ...linesIn(tables.waiting, retention),
    ...healthIn(tables.waiting),
    ...serverCertificatesIn(tables.waiting, { now, log: () => undefined }),
    ...sweeps,
    ...recoveriesIn(tables.waiting, retention),
    ...wakeUpsIn(tables.waiting, sendWakeUp),
  }
}
