import { describe, expect, it } from '@jest/globals'

import { status } from '../support/receiver.ts'
import { listenToAlarms } from './alarm-topic.ts'
import {
  afterwards,
  aPatient,
  deliveriesOf,
  listen,
  setUpWebhook,
  soon,
  subscriptionAdded,
  webhookWith,
} from './trial.ts'

/**
 * How failing receivers are handled in an emulated AWS account, with the product's timings: a
 * circuit's first probe comes after 15 s. The webhook's own schedule makes its retries quick.
 */
describe('A failing receiver', () => {
  it('opens its circuit: events wait, and everything arrives once a probe succeeds', async () => {
    const { answer, heal } = aPatient(500)
    const requestedAt: number[] = []
    const receiver = await listen((...request) => {
      requestedAt.push(Date.now())
      answer(...request)
    })
    const webhook = await setUpWebhook(receiver, { retryWaitsSeconds: Array(9).fill(1) })
    await subscriptionAdded()
    const { health } = await webhookWith(webhook, { health: { state: 'circuit-open' } })
    const opened = receiver.requests.length

    await Promise.all([subscriptionAdded(), subscriptionAdded(), subscriptionAdded()])
    const parked = await deliveriesOf(webhook, 'pending', 4)
    const requestsBeforeHealing = requestedAt.length // on a slow machine with probes that failed
    heal()
    await deliveriesOf(webhook, 'successful', 4)

    const probeAt = Date.parse(health.nextProbeAt ?? '')
    expect(opened).toBe(5)
    expect(parked.slice(0, 3)).toEqual(Array(3).fill(waitingWithoutAttempt))
    expect(requestedAt).toHaveLength(requestsBeforeHealing + 4)
    expect(requestedAt[5]).toBeGreaterThanOrEqual(probeAt)
    await webhookWith(webhook, { health: { state: 'healthy' } })
  })

  it('that responds with 410 has its webhook disabled, and the alarm topic is notified', async () => {
    const alarms = await listenToAlarms()
    afterwards(alarms.close)
    const receiver = await listen(status(410))
    const webhook = await setUpWebhook(receiver, { description: 'Books of Søn' })

    await subscriptionAdded()

    const { disabled } = await webhookWith(webhook, { enabled: false })
    expect(disabled).toMatchObject({ reason: 'status 410' })
    await soon(async () => {
      expect(await alarms.heard()).toContainEqual(
        expect.objectContaining({
          source: 'postrider',
          'detail-type': 'webhook.disabled',
          detail: expect.objectContaining({
            marketplace: 'acme',
            webhook,
            url: `${receiver.url}/hook`,
            description: 'Books of Søn',
            reason: 'status 410',
          }) as unknown,
        }),
      )
    })
  })
})

const waitingWithoutAttempt = expect.objectContaining({
  attemptCount: 0,
  nextAttemptAt: expect.any(String) as unknown,
}) as unknown
