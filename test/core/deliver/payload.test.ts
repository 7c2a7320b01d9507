import { describe, expect, it } from '@jest/globals'

import { attempt } from '../../../core/deliver/attempt.ts'
import { notificationOf } from '../../../core/events/event.ts'
import { aCall, aDelivery, anEvent, aWebhook } from '../../support/builders.ts'
import { aWorld } from '../../support/world.ts'

const event = anEvent()
const replies = () => ({ kind: 'answered', status: 204, exchange: aCall() }) as const
const given = (settings = {}) => ({ delivery: aDelivery(), event, endpoint: aWebhook(settings) })

describe('The body of a request', () => {
  it.each([{}, { payload: 'FULL' } as const])('is the full event with %j', async (settings) => {
    const world = aWorld({ replies })

    const { exchange } = await attempt(given(settings), world.ports)

    expect(world.requests).toMatchObject([{ body: notificationOf(event) }])
    expect(exchange?.request).not.toHaveProperty('payload')
  })

  it('says which event and resource it is with the payload THIN', async () => {
    const world = aWorld({ replies })

    const { exchange } = await attempt(given({ payload: 'THIN' }), world.ports)

    const { uuid, timestamp, resource, resourceAction } = event
    const { content, ...which } = resource
    const body = { uuid, timestamp, type: 'subscription.added', resource: which, resourceAction }
    expect(world.requests.map((request) => JSON.parse(request.body) as unknown)).toEqual([body])
    expect(exchange?.request.payload).toBe('THIN')
  })

  it('is what the transformation makes of the full event, and is signed', async () => {
    const asked: unknown[] = []
    const world = aWorld({
      replies,
      evaluate: (evaluation) => {
        asked.push(evaluation)
        return Promise.resolve({ json: '{"id":1}' })
      },
    })

    const { exchange } = await attempt(given({ transformation: '{ "id": 1 }' }), world.ports)

    expect(world.requests).toMatchObject([{ body: '{"id":1}' }])
    expect(asked).toEqual([
      { owner: 'acme/webhook-1', expression: '{ "id": 1 }', input: notificationOf(event) },
    ])
    expect(exchange?.request.payload).toBe('TRANSFORMED')
  })

  it('is missing when the transformation fails: no request is made, and another attempt follows', async () => {
    const world = aWorld({
      evaluate: () => Promise.resolve({ reason: 'Expected ")"', position: 3 }),
    })

    const made = await attempt(given({ transformation: '(' }), world.ports)

    expect(world.requests).toEqual([])
    expect(made.outcome).toEqual({
      kind: 'failed',
      reason: 'transformation: Expected ")" (at position 3)',
    })
    expect(made.exchange).toBeUndefined()
  })
})
