import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { uuidOf } from '../support/builders.ts'
import { eventually } from '../support/eventually.ts'
import { journeyWorlds } from '../support/journey-world.ts'
import type { Api } from '../support/router.ts'

const Listed = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      status: z.string(),
      sequence: z.number(),
      nextAttemptAt: z.string().optional(),
      waitsFor: z.string().optional(),
    }),
  ),
})

const event = (number: number, resource: string) => ({
  uuid: uuidOf(number),
  timestamp: 1700000000000,
  resource: { type: 'SUBSCRIPTION', uuid: resource, content: {} },
  resourceAction: 'CHANGED',
})

/** The deliveries of these events, in their order. */
async function deliveriesOf(api: Api, ...numbers: number[]) {
  const found = numbers.map(async (number) => {
    const { body } = await api('GET', `/deliveries?event=${uuidOf(number)}`)
    return Listed.parse(body).items[0]
  })
  return Promise.all(found)
}

describe('a webhook with ordering', () => {
  const aWorld = journeyWorlds()

  it('shows which delivery another one waits for, until that one has ended', async () => {
    let status = 500
    const { api, receiver } = await aWorld({
      answer: (response) => response.writeHead(status).end(),
    })
    await api('POST', '/webhooks', {
      ...{ url: receiver.url, events: ['subscription.*'], ordering: 'RESOURCE' },
      retryWaitsSeconds: [3600],
    })
    await api('POST', '/events', event(1, 'subscription-1'))
    await api('POST', '/events', event(2, 'subscription-1'))
    const [first, second] = await eventually(async () => {
      const found = await deliveriesOf(api, 1, 2)
      expect(found).toMatchObject([{ nextAttemptAt: expect.any(String) }, { sequence: 2 }])
      return found
    })

    expect(first).toMatchObject({ status: 'pending', sequence: 1 })
    expect(first).not.toHaveProperty('waitsFor')
    expect(second).toMatchObject({ status: 'pending', waitsFor: first?.id })
    const shown = (await api('GET', `/deliveries/${second?.id}`)).body
    expect(shown).toMatchObject({ waitsFor: first?.id, sequence: 2, attempts: [] })
    for (const field of ['nextAttemptAt', 'givesUpAt']) expect(shown).not.toHaveProperty(field)
    expect((await api('GET', `/events/${uuidOf(2)}`)).body).toMatchObject({
      deliveries: [{ waitsFor: first?.id }],
    })

    status = 200
    expect((await api('POST', `/deliveries/${first?.id}/retry`)).status).toBe(202)
    await eventually(async () => {
      const ended = await deliveriesOf(api, 1, 2)
      expect(ended).toMatchObject([
        { status: 'successful', sequence: 1 },
        { status: 'successful', sequence: 2 },
      ])
      expect(ended[1]).not.toHaveProperty('waitsFor')
    })
    expect(receiver.requests.at(-1)?.headers['postrider-sequence']).toBe('2')
  })
})
