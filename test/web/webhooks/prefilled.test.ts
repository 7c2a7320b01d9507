import { describe, expect, it } from '@jest/globals'

import type { WebhookView } from '../../../web/api/views.ts'

const navigator = { languages: ['en-GB'] }
Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true })
const { copyOf, draftFor } = await import('../../../web/webhooks/form/prefilled.ts')

describe('draftFor()', () => {
  it('has the resource and the action of an event type', () => {
    expect(draftFor('app_assignment.removed').subscriptions).toEqual([
      { resource: 'APP_ASSIGNMENT', actions: ['REMOVED'] },
    ])
  })

  it('is empty for any other text', () => {
    expect(draftFor('<x>').subscriptions).toEqual([{ resource: '', actions: [] }])
  })
})

describe('copyOf()', () => {
  it('leaves out a masked URL, and the values of secret headers', () => {
    const webhook = {
      ...{ url: 'https://a.example/?key=***', description: 'CRM', enabled: true },
      ...{ events: ['order.added'], authentication: { type: 'NONE' } },
      subscriptions: [{ resource: 'ORDER', actions: ['ADDED'] }],
      headers: [{ name: 'X-Key', secret: true }],
    } as unknown as WebhookView

    expect(copyOf(webhook, 'Copy of CRM')).toMatchObject({
      ...{ url: '', description: 'Copy of CRM' },
      headers: [{ name: 'X-Key', value: '', isSecret: true }],
    })
  })
})
