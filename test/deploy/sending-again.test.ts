import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { status } from '../support/receiver.ts'
import {
  aPatient,
  asManager,
  deliveriesOf,
  deliveryOf,
  listen,
  setUpWebhook,
  soon,
  subscriptionAdded,
  webhookWith,
} from './trial.ts'

/** What a manager can send again, in an emulated AWS account. */
describe('Sending again', () => {
  it('delivers what a disabled webhook missed, once it is enabled and a recovery runs', async () => {
    const { answer, heal } = aPatient(410)
    const receiver = await listen(answer)
    const webhook = await setUpWebhook(receiver)
    await subscriptionAdded()
    const { version } = await webhookWith(webhook, { disabled: { reason: 'status 410' } })
    await Promise.all([subscriptionAdded(), subscriptionAdded()])
    await deliveriesOf(webhook, 'skipped', 2)
    heal()

    const path = `/webhooks/${webhook}`
    const enabled = await asManager('PATCH', path, { version, body: { enabled: true } })
    const from = '2020-01-01T00:00:00Z'
    const started = await asManager('POST', `${path}/recover`, { body: { from } })

    expect(enabled).toMatchObject({
      status: 200,
      body: { enabled: true, health: { state: 'healthy' }, probe: { succeeded: true } },
    })
    expect(started).toMatchObject({ status: 202, body: { status: 'running', total: 3 } })
    const { id } = z.object({ id: z.string() }).parse(started.body)
    await soon(async () => {
      expect(await asManager('GET', `${path}/recoveries/${id}`)).toMatchObject({
        body: { status: 'completed', recovered: 3 },
      })
    })
    await deliveriesOf(webhook, 'successful', 4) // one is the probe
    expect(receiver.requests).toHaveLength(1 + 4)
  })

  it('makes one more attempt at a failed delivery', async () => {
    const { answer, heal } = aPatient(500)
    const receiver = await listen(answer)
    const webhook = await setUpWebhook(receiver, { retryWaitsSeconds: [] })
    await subscriptionAdded()
    const { id } = await deliveryOf(webhook, 'failed')
    heal()

    const asked = await asManager('POST', `/deliveries/${id}/retry`)

    expect(asked).toMatchObject({ status: 202, body: { status: 'pending', attemptCount: 1 } })
    expect(await deliveryOf(webhook, 'successful')).toMatchObject({
      id,
      attempts: [
        { number: 1, outcome: 'failed' },
        { number: 2, outcome: 'delivered', requestedBy: expect.any(String) as unknown },
      ],
    })
    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([id, id])
  })

  it('sends a test and returns the response', async () => {
    const receiver = await listen(status(204))
    const webhook = await setUpWebhook(receiver, { enabled: false })

    const tried = await asManager('POST', `/webhooks/${webhook}/test`)

    expect(tried).toMatchObject({
      status: 200,
      body: {
        isTest: true,
        status: 'successful',
        attempts: [{ outcome: 'delivered', status: 204, response: expect.anything() as unknown }],
      },
    })
    expect(receiver.requests).toHaveLength(1)
  })
})
