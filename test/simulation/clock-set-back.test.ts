import { describe, expect, it } from '@jest/globals'

import type { Reply } from '../../core/deliveries/outcome.ts'
import type { Endpoint } from '../../core/webhooks/endpoint.ts'
import { anEntry, anEvent, aWebhook, noon, uuidOf } from '../support/builders.ts'
import { anEmbeddedEngine } from '../support/embedded-engine.ts'
import { answer } from '../support/simulated-receiver.ts'

const hourMs = 3_600_000
const secondMs = 1000

type Given = { replies?: Reply[]; events?: number; limits?: Endpoint['limits'] }

/** An engine that has accepted events; its receiver responds with these replies, then with 204. */
async function anEngine({ replies = [], events = 1, limits }: Given = {}) {
  const engine = await anEmbeddedEngine([300, 300, 300, 300, 300, 300])
  const { clock, receiver } = engine
  const left = [...replies]
  receiver.reply = () => left.shift() ?? answer(204)
  const { newSigningSecret, sealSecrets, addWebhook } = engine.ports
  const context = { marketplace: 'acme', endpoint: 'webhook-1', purpose: 'signing' } as const
  const signing = { sealed: await sealSecrets(newSigningSecret(), context) }
  await addWebhook(aWebhook({ signing, ...(limits && { limits }) }), anEntry())
  await clock.pass(secondMs)
  const publish = async (number: number) => {
    await engine.ports.publish(anEvent({ uuid: uuidOf(number) }))
  }
  for (let number = 1; number <= events; number += 1) await publish(number)
  await clock.pass(secondMs)
  const beganAt = clock.now().getTime()
  return Object.assign(engine, {
    publish,
    /** When requests came, in seconds that elapsed since the events were accepted. */
    seconds: () => receiver.seen.map(({ at }) => (at - beganAt) / secondMs),
  })
}

const failure = answer(500)

describe('a clock that is set back by an hour holds up', () => {
  it.each<[string, Given, number, number]>([
    ['no retry', { replies: [failure] }, 2, 360],
    ['no end of a pause', { replies: [answer(429, { 'retry-after': '400' })] }, 2, 460],
    ['no probe', { replies: Array<Reply>(6).fill(failure), events: 5 }, 11, 800],
    ['no rate limit', { events: 30, limits: { perSecond: 1 } }, 30, 45],
    ['no concurrency limit', { events: 30, limits: { inFlight: 1 } }, 30, 10],
  ])('%s', async (_, given, requests, seconds) => {
    const engine = await anEngine(given)

    engine.setWallClock(-hourMs)
    await engine.clock.pass(seconds * secondMs)

    expect(engine.seconds()).toHaveLength(requests)
  })

  it('no event that is accepted after that, nor its retry', async () => {
    const limits = { perSecond: 1 }
    const engine = await anEngine({ replies: [answer(204), failure], limits })

    engine.setWallClock(-hourMs)
    await engine.publish(2)
    await engine.clock.pass(360 * secondMs)

    expect(engine.seconds()).toHaveLength(3)
    expect(engine.seconds()[1]).toBeLessThan(2)
  })

  it('no signature: requests have the time of the wall clock', async () => {
    const engine = await anEngine({ events: 0 })
    const signedAt: number[] = []
    engine.receiver.reply = ({ headers }) => {
      signedAt.push(Number(headers['webhook-timestamp']))
      return answer(204)
    }

    engine.setWallClock(-hourMs)
    await engine.publish(1)
    await engine.clock.pass(secondMs)

    expect(signedAt).toEqual([noon.getTime() / secondMs + 2 - 3600])
  })

  it('nothing after a restart', async () => {
    const engine = await anEngine({ replies: [failure] })
    await engine.clock.pass(60 * secondMs)

    engine.setWallClock(-hourMs)
    await engine.restart(true)
    await engine.clock.pass(360 * secondMs)

    expect(engine.seconds()).toHaveLength(2)
  })
})

describe('a clock that is set forward by an hour', () => {
  it('makes what waits due', async () => {
    const engine = await anEngine({ replies: [failure] })

    engine.setWallClock(hourMs)
    await engine.clock.pass(400 * secondMs)

    expect(engine.seconds()).toHaveLength(2)
  })
})
