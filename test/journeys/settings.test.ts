import { afterEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { ownClock } from '../support/own-clock.ts'
import { startReceiver } from '../support/receiver.ts'
import { type Api, aRouter } from '../support/router.ts'

const Identified = z.looseObject({ id: z.string() })
const Attempted = z.looseObject({
  attempts: z.array(z.looseObject({ reason: z.string(), durationMs: z.number() })).length(1),
})

const webhookBody = { resource: 'SUBSCRIPTION', actions: ['ADDED'] }
const event = {
  timestamp: 1700000000000,
  resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: {} },
  resourceAction: 'ADDED',
}

describe('the settings of a webhook', () => {
  const { hasRead, pass } = ownClock()
  const closers: (() => Promise<void>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  const aWorld = async () => {
    const receiver = await startReceiver(() => undefined) // it never answers
    const router = await aRouter({ waitsSeconds: [3600] })
    closers.push(receiver.close, router.stop)
    return { receiver, api: router.as('manager') }
  }

  it('end an attempt at a hanging receiver after a time limit of one second', async () => {
    const { receiver, api } = await aWorld()
    await api('POST', '/webhooks', { ...webhookBody, url: receiver.url, timeLimitSeconds: 1 })

    await api('POST', '/events', event)
    await hasRead(0)
    pass(1000)

    const [attempt] = await eventually(() => attemptsOf(api))
    expect(attempt).toMatchObject({ reason: 'timeout: headers', durationMs: 1000 })
    expect(receiver.requests).toHaveLength(1)
  })

  it('are shown, changed, and reset to their defaults by null', async () => {
    const { receiver, api } = await aWorld()
    const settings = { timeLimitSeconds: 5, retryWaitsSeconds: [60], limits: { perSecond: 20 } }
    const created = await api('POST', '/webhooks', {
      ...webhookBody,
      url: receiver.url,
      ...settings,
    })
    const path = `/webhooks/${Identified.parse(created.body).id}`

    const change = { limits: { inFlight: 2 }, retryWaitsSeconds: null, timeLimitSeconds: null }
    const changed = await api('PATCH', path, change, { 'if-match': '"1"' })

    const { body: shown } = await api('GET', path)
    expect(created.body).toMatchObject(settings)
    expect(changed.status).toBe(200)
    expect(shown).toEqual(changed.body)
    expect(shown).toMatchObject({ limits: { inFlight: 2 } })
    expect(shown).not.toHaveProperty('retryWaitsSeconds')
    expect(shown).not.toHaveProperty('timeLimitSeconds')
  })
})

/** The attempts of the only delivery; throws while it has not exactly one. */
async function attemptsOf(api: Api) {
  const { body } = await api('GET', '/deliveries')
  const [delivery] = z.object({ items: z.array(Identified) }).parse(body).items
  const { body: whole } = await api('GET', `/deliveries/${delivery?.id ?? ''}`)
  return Attempted.parse(whole).attempts
}
