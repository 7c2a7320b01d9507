import { describe, expect, it } from '@jest/globals'

import { catalogue, eventType } from '../../core/events/catalogue.ts'
import type { Action } from '../../core/events/catalogue.ts'
import { journeyWorlds } from '../support/journey-world.ts'
import { payloadErrorsOf } from '../support/openapi-document.ts'

const types = catalogue.flatMap(({ type, actions }) =>
  actions.map((action: Action) => eventType(type, action)),
)

describe('What receivers get', () => {
  const aWorld = journeyWorlds()

  it('fits the schema of its event type, for each of them', async () => {
    const { receiver, api } = await aWorld()
    const { body } = await api('POST', '/webhooks', { url: receiver.url, events: ['*'] })
    const { id } = body as { id: string }

    for (const event of types) await api('POST', `/webhooks/${id}/test`, { event })

    const bodies = receiver.requests.map((request) => JSON.parse(request.body) as Payload)
    const errors = bodies.map((payload) => [
      typeOf(payload),
      payloadErrorsOf(typeOf(payload), payload),
    ])
    expect(errors).toEqual(types.map((type) => [type, []]))
  })
})

type Payload = { resource: { type: string }; resourceAction: string }

function typeOf({ resource, resourceAction }: Payload): string {
  return `${resource.type}.${resourceAction}`.toLowerCase()
}
