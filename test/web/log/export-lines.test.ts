import { expect, it } from '@jest/globals'

import type { DeliverySummary } from '../../../web/api/views.ts'
import { deliveryValues } from '../../../web/log/export-lines.ts'
import { en } from '../../../web/text/en.ts'

const delivery: DeliverySummary = {
  id: 'delivery-1',
  webhook: 'webhook-1',
  event: {
    uuid: 'event-1',
    timestamp: 1_700_000_000_000,
    resource: { type: 'ORDER', uuid: 'order-1' },
    resourceAction: 'CHANGED',
  },
  status: 'pending',
  createdAt: '2026-11-26T12:00:00.000Z',
  attemptCount: 2,
  nextAttemptAt: '2026-11-26T12:10:00.000Z',
  lastAttempt: {
    number: 2,
    startedAt: '2026-11-26T12:05:00.000Z',
    durationMs: 31,
    outcome: 'failed',
    reason: 'status 503',
    status: 503,
  },
}

it('deliveryValues() has a value for each heading, the webhook by its name and its URL', () => {
  const values = deliveryValues(delivery, { description: 'ERP', url: 'https://erp.example.com' })

  const headings = Object.keys(en.log.csv)
  expect(Object.fromEntries(headings.map((name, at) => [name, values[at]]))).toEqual({
    status: 'pending',
    created: '2026-11-26T12:00:00.000Z',
    resource: 'ORDER',
    action: 'CHANGED',
    resourceId: 'order-1',
    webhook: 'ERP',
    url: 'https://erp.example.com',
    httpStatus: 503,
    reason: 'status 503',
    attempts: 2,
    lastAttempt: '2026-11-26T12:05:00.000Z',
    durationMs: 31,
    nextAttempt: '2026-11-26T12:10:00.000Z',
    eventId: 'event-1',
    deliveryId: 'delivery-1',
    webhookId: 'webhook-1',
  })
  expect(values).toHaveLength(headings.length)
})

it('deliveryValues() leaves out what a deleted webhook and no attempt would say', () => {
  const { lastAttempt: _, ...queued } = delivery

  const values = deliveryValues(queued, undefined)

  expect(values.slice(5, 9)).toEqual([undefined, undefined, undefined, undefined])
})
