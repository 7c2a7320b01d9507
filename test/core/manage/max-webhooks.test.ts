import { expect, it } from '@jest/globals'

import { aWebhook } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

const body = { url: 'https://crm.example.com/hooks', resource: 'USER', actions: ['ADDED'] }

it('POST /webhooks responds with 409 when the marketplace has as many as it may have', async () => {
  const webhooks = ['1', '2'].map((id) => aWebhook({ id, url: `https://crm.example.com/${id}` }))
  const world = aManagement({ webhooks, ports: { maxWebhooks: 3 } })

  const third = await world.ask('POST /webhooks', { body })
  const fourth = await world.ask('POST /webhooks', { body: { ...body, url: `${body.url}/4` } })

  expect(third.status).toBe(201)
  expect(fourth).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('the marketplace has 3, as many as it may have') },
  })
  expect(world.webhooks.size).toBe(3)
})
