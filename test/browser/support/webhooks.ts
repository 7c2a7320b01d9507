import { expect } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import * as z from 'zod'

import { eventually } from '../../support/eventually.ts'
import type { Api } from '../../support/router.ts'

const Created = z.object({ id: z.string() })
const Listed = z.object({ items: z.array(z.object({ id: z.string(), status: z.string() })) })

/** Adds a webhook through the API and resolves with its id. */
export async function aWebhook(api: Api, settings: Record<string, unknown>): Promise<string> {
  const defaults = { resource: 'SUBSCRIPTION', actions: ['ADDED', 'CHANGED', 'DELETED'] }
  const { status, body } = await api('POST', '/webhooks', { ...defaults, ...settings })
  expect(status).toBe(201)
  return Created.parse(body).id
}

/** Publishes an event that matches the default webhook. */
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

/** The ids of a webhook's deliveries with a status, once there are `count` of them. */
export function deliveriesOf(api: Api, webhook: string, wanted: { status: string; count: number }) {
  return eventually(async () => {
    const query = `webhook=${webhook}&status=${wanted.status}&limit=100`
    const { items } = Listed.parse((await api('GET', `/deliveries?${query}`)).body)
    expect(items.length).toBeGreaterThanOrEqual(wanted.count)
    return items.map(({ id }) => id)
  })
}
