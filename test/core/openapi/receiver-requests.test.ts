import { describe, expect, it } from '@jest/globals'

import { catalogue, eventType } from '../../../core/events/catalogue.ts'
import { notificationOf } from '../../../core/events/event.ts'
import { sampleEvent } from '../../../core/events/sample-event.ts'
import { documentText, payloadErrorsOf } from '../../support/openapi-document.ts'
import type { Action } from '../../../core/events/catalogue.ts'

const types = catalogue.flatMap(({ type, actions }) =>
  actions.map((action: Action) => ({ name: eventType(type, action), type, action })),
)

describe('The schemas of event types', () => {
  it.each(types)('accept the sample of $name, and no other event type', ({ name, ...of }) => {
    const sample = JSON.parse(notificationOf(sampleEvent('acme', of.type, of.action))) as object

    expect(payloadErrorsOf(name, sample)).toEqual([])
    const others = types.filter((other) => payloadErrorsOf(other.name, sample).length === 0)
    expect(others.map((other) => other.name)).toEqual([name])
  })

  it('refuse a payload with another field or a field of another type', () => {
    const sample = notificationOf(sampleEvent('acme', 'ORDER', 'CHANGED'))
    const { resource, ...rest } = JSON.parse(sample) as { resource: { content: object } }
    const content = { ...resource.content, totalPrice: '10' }

    const errors = [
      { ...rest, resource, marketplace: 'acme' },
      { ...rest, resource: { ...resource, content } },
    ].map((payload) => payloadErrorsOf('order.changed', payload).length > 0)

    expect(errors).toEqual([true, true])
  })

  it('say when each of them fires', () => {
    const { webhooks } = JSON.parse(documentText) as {
      webhooks: Record<string, { post: { description?: string } }>
    }

    for (const { name } of types) expect(webhooks[name]?.post.description).toMatch(/^[A-Z].*\.$/)
  })
})
