import { randomUUID } from 'node:crypto'

import { expect } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../../support/eventually.ts'
import type { Api } from '../../support/router.ts'

const Created = z.object({ id: z.string() })
const Listed = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) })

/** Adds a webhook by the API, which is quicker than the form; resolves with its id. */
export async function aWebhook(api: Api, wanted: Record<string, unknown>): Promise<string> {
  const usual = { resource: 'SUBSCRIPTION', actions: ['ADDED', 'CHANGED', 'DELETED'] }
  const { status, body } = await api('POST', '/webhooks', { ...usual, ...wanted })
  expect(status).toBe(201)
  return Created.parse(body).id
}

/** Publishes an event that the usual webhook wants. */
export async function publish(api: Api, resource: Record<string, unknown> = {}): Promise<void> {
  const { status } = await api('POST', '/events', {
    uuid: randomUUID(),
    timestamp: Date.now(),
    resource: {
      type: 'SUBSCRIPTION',
      uuid: randomUUID(),
      content: { status: 'ACTIVE' },
      ...resource,
    },
    resourceAction: 'ADDED',
  })
  expect(status).toBe(202)
}

/** The ids of a webhook's deliveries, when there are so many with that status. */
export function deliveriesOf(api: Api, webhook: string, of: { status: string; count: number }) {
  return eventually(async () => {
    const query = `webhook=${webhook}&status=${of.status}&limit=100`
    const { items } = Listed.parse((await api('GET', `/deliveries?${query}`)).body)
    expect(items.length).toBeGreaterThanOrEqual(of.count)
    return items.map(({ id }) => id)
  })
}
