import { integrationEventsIn } from '../../adapters/stores/integration-event-store.ts'
import type { IntegrationEvent } from '../../core/integration/integration-event.ts'
import type { Product } from '../../core/integration/product.ts'
import type { Table } from '../../core/ports.ts'
import { noon, uuidOf } from './builders.ts'
import { anIntegrationEvent } from './integration-events.ts'
import { aProduct } from './integration-world.ts'

/** The tokens of the events that are seeded: one is pending, one has failed. */
export const pendingToken = uuidOf(71)
export const failedToken = uuidOf(72)

const at = noon.toISOString()

const pending: IntegrationEvent = {
  token: pendingToken,
  marketplace: 'acme',
  product: 'product-1',
  vendor: 'globex',
  asked: { ...anIntegrationEvent(), subscription: 'subscription-1' },
  createdAt: at,
  createdBy: 'ann',
  stage: 'called',
  call: { startedAt: at, durationMs: 7, status: 202 },
  reads: [{ at, format: 'xml', address: '192.0.2.1' }],
  readCount: 1,
  subject: 'subscription-1',
  revision: 1,
}

const failed: IntegrationEvent = {
  ...pending,
  token: failedToken,
  asked: { ...anIntegrationEvent(), subscription: 'subscription-2' },
  stage: 'ended',
  subject: 'subscription-2',
  result: { at, by: 'response', success: false, errorCode: 'FORBIDDEN', message: 'No' },
}

/** A product with an integration, and two of its events; it is there when this returns. */
export function seedIntegration(table: Table, product: Product = aProduct()): void {
  const { marketplace, id } = product
  void table.write([{ put: { pk: `${marketplace}#products`, sk: id, ...product } }])
  const { addIntegrationEvent } = integrationEventsIn(table)
  void addIntegrationEvent(pending)
  void addIntegrationEvent(failed)
}
