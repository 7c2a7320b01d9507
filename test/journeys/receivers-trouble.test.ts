import { setTimeout as pause } from 'node:timers/promises'

import { afterEach, describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { ownClock } from '../support/own-clock.ts'
import { type Answer, startReceiver, status } from '../support/receiver.ts'
import { type Api, aRouter } from '../support/router.ts'

const Identified = z.looseObject({ id: z.string() })
const Listed = z.object({ items: z.array(z.looseObject({ status: z.string() })) })

const event = {
  timestamp: 1700000000000,
  resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: {} },
  resourceAction: 'ADDED',
}

describe('a failing receiver', () => {
  const { pass } = ownClock()
  const closers: (() => Promise<void>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  /** A router with a webhook whose receiver answers like this; no retry comes within a test. */
  const aWorld = async (answer: Answer, settings: object = {}) => {
    const receiver = await startReceiver(answer)
    const router = await aRouter({ waitsSeconds: [3600] })
    closers.push(receiver.close, router.stop)
    const api = router.as('manager')
    const body = { url: receiver.url, resource: 'SUBSCRIPTION', actions: ['ADDED'], ...settings }
    const { id } = Identified.parse((await api('POST', '/webhooks', body)).body)
    return { receiver, router, api, path: `/webhooks/${id}` }
  }

  it('opens its circuit after five failures: later events wait, and no request is made', async () => {
    const { receiver, router, api } = await aWorld(status(500))
    for (let number = 1; number <= 5; number += 1) {
      await api('POST', '/events', event)
      await eventually(() => {
        expect(receiver.requests).toHaveLength(number)
      })
    }
    await eventually(() => {
      expect(router.lines).toContainEqual(expect.objectContaining({ message: 'circuit opened' }))
    })

    for (let number = 1; number <= 20; number += 1) await api('POST', '/events', event)

    await eventually(async () => {
      expect(await statuses(api)).toEqual(Array(25).fill('pending'))
    })
    expect(receiver.requests).toHaveLength(5)
  })

  it('gets no request for the time of its Retry-After, and every event after it', async () => {
    const answered: number[] = []
    const { receiver, api } = await aWorld((response, number) => {
      answered.push(Date.now())
      if (number === 1) response.writeHead(429, { 'retry-after': '2' }).end()
      else response.end()
    })
    await api('POST', '/events', event)
    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    await eventually(async () => {
      expect(await statuses(api)).toEqual(['pending'])
      expect((await api('GET', '/deliveries')).body).toMatchObject({ items: [{ attemptCount: 1 }] })
    })

    for (let number = 1; number <= 3; number += 1) await api('POST', '/events', event)

    await eventually(async () => {
      pass(100)
      expect((await statuses(api)).filter((one) => one === 'successful')).toHaveLength(3)
    })
    const [first = 0, second = 0] = answered
    expect(second - first).toBeGreaterThanOrEqual(2000)
  })

  it('is disabled by a 410, and later events are skipped', async () => {
    const { receiver, api, path } = await aWorld(status(410))

    await api('POST', '/events', event)

    await eventually(async () => {
      expect((await api('GET', path)).body).toMatchObject({
        enabled: false,
        disabled: { reason: 'status 410' },
      })
    })
    await api('POST', '/events', event)
    await eventually(async () => {
      expect((await statuses(api)).toSorted()).toEqual(['failed', 'skipped']) // one may be as old as the other
    })
    expect(receiver.requests).toHaveLength(1)
  })

  it('with a concurrency limit, never has more requests in flight, and gets all of them', async () => {
    let atOnce = 0
    let maxAtOnce = 0
    const answer: Answer = (response) => {
      atOnce += 1
      maxAtOnce = Math.max(maxAtOnce, atOnce)
      void pause(30).then(() => {
        atOnce -= 1
        response.end()
      })
    }
    const { receiver, api } = await aWorld(answer, { limits: { inFlight: 2 } })

    await Promise.all(Array.from({ length: 20 }, () => api('POST', '/events', event)))

    await eventually(async () => {
      pass(100)
      expect(await statuses(api)).toEqual(Array(20).fill('successful'))
    }, 20_000)
    expect(receiver.requests).toHaveLength(20)
    expect(maxAtOnce).toBeLessThanOrEqual(2)
  })

  it('with a rate limit, never gets more in a second, and gets all of them', async () => {
    const at: number[] = []
    const answer: Answer = (response) => {
      at.push(Date.now())
      response.end()
    }
    const { api } = await aWorld(answer, { limits: { perSecond: 5 } })

    await Promise.all(Array.from({ length: 12 }, () => api('POST', '/events', event)))

    await eventually(async () => {
      pass(100)
      expect(await statuses(api)).toEqual(Array(12).fill('successful'))
    }, 20_000)
    expect((at[5] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1000)
    expect((at[10] ?? 0) - (at[5] ?? 0)).toBeGreaterThanOrEqual(1000)
  })
})

async function statuses(api: Api): Promise<string[]> {
  const { body } = await api('GET', '/deliveries?limit=100')
  return Listed.parse(body).items.map((item) => item.status)
}
