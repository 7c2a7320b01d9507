import type { EventResult, IntegrationEvent } from '../../core/integration/integration-event.ts'
import { noon } from './builders.ts'
import { anIntegrationEvent } from './integration-events.ts'

/** An integration event as stored: queued, of `product-1`, by default an order. */
export function anEventRow(changes: Partial<IntegrationEvent> = {}): IntegrationEvent {
  return {
    token: 'token-1',
    marketplace: 'acme',
    product: 'product-1',
    vendor: 'globex',
    asked: anIntegrationEvent(),
    createdAt: noon.toISOString(),
    createdBy: 'ann',
    stage: 'queued',
    reads: [],
    readCount: 0,
    subject: 'subscription-1',
    revision: 1,
    ...changes,
  }
}

/** The same, ended with this result. */
export function endedRow(
  result: Omit<EventResult, 'at' | 'by'>,
  changes: Partial<IntegrationEvent> = {},
): IntegrationEvent {
  const at = noon.toISOString()
  return anEventRow({ stage: 'ended', result: { at, by: 'response', ...result }, ...changes })
}
