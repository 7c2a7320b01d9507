import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, describe, expect, it } from '@jest/globals'

import { httpsClient } from '../../../adapters/http-client/client.ts'
import { strict } from '../../support/strict-rules.ts'
import { deliver } from '../../../core/deliver/deliver.ts'
import {
  aDelivery,
  afterNoon,
  anEvent,
  aWebhook,
  firstMessage,
  noon,
} from '../../support/builders.ts'
import { ownClock } from '../../support/own-clock.ts'
import { aWorld, type World } from '../../support/world.ts'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

const { hasRead, endLimit } = ownClock()

/**
 * A world whose webhook points at a real receiver with this response, with retry waits of 5 and 10
 * minutes; and its first attempt.
 */
async function attemptAt(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ world: World; delivering: Promise<unknown> }> {
  const server = createServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  const world = aWorld({
    webhooks: [aWebhook({ url, timeLimitSeconds: 5 })],
    events: [anEvent()],
    deliveries: [aDelivery()],
    waitsSeconds: [300, 600],
  })
  const post = httpsClient({ ...strict, loopback: true })
  return { world, delivering: deliver(firstMessage(), false, { ...world.ports, post }) }
}

async function answering(status: number, headers: Record<string, string> = {}): Promise<World> {
  const { world, delivering } = await attemptAt((request, response) => {
    request.resume()
    response.writeHead(status, headers).end('answer')
  })
  await delivering
  return world
}

const pausedUntil = (world: World) => world.health.get('webhook-1')?.pausedUntil
const httpDate = (seconds: number) => new Date(noon.getTime() + seconds * 1000).toUTCString()

describe('the outcome of a response', () => {
  it.each([
    ['in seconds, longer than the schedule', '900', 900, 900],
    ['in seconds, shorter than the schedule', '20', 300, 20],
    ['as a date', httpDate(1200), 1200, 1200],
    ['for two days', '172800', 43_200, 43_200],
    ['until a date in a month', httpDate(30 * 86_400), 43_200, 43_200],
  ])('429 and 503 with Retry-After %s', async (_, header, nextSeconds, heldSeconds) => {
    for (const status of [429, 503]) {
      const world = await answering(status, { 'retry-after': header })

      expect(world.delivery).toMatchObject({ status: 'pending', dueAt: afterNoon(nextSeconds) })
      expect(pausedUntil(world)).toBe(afterNoon(heldSeconds))
    }
  })

  it.each(['0', '-1', '1.5', 'soon', '', '5s', httpDate(-60), '2026-03-01T13:00:00Z', '5, 10'])(
    '429 with Retry-After %p pauses nothing: the schedule applies',
    async (header) => {
      const world = await answering(429, { 'retry-after': header })

      expect(world.delivery).toMatchObject({ status: 'pending', dueAt: afterNoon(300) })
      expect(pausedUntil(world)).toBeUndefined()
    },
  )

  it.each([500, 301, 404])('%i with Retry-After pauses nothing', async (status) => {
    const world = await answering(status, { 'retry-after': '900', location: 'http://10.0.0.1/' })

    expect(world.delivery).toMatchObject({ status: 'pending', dueAt: afterNoon(300) })
    expect(pausedUntil(world)).toBeUndefined()
    expect(world.delivery.attempts).toMatchObject([{ outcome: { reason: `status ${status}` } }])
  })

  it.each([200, 204, 299])('%i delivers and writes no health', async (status) => {
    const world = await answering(status)

    expect(world.delivery.status).toBe('successful')
    expect(world.health.size).toBe(0)
    expect(world).toMatchObject({ waiting: [], wakeUpQueue: [] })
  })

  it('410 fails the delivery, disables the webhook and notifies its owner', async () => {
    const world = await answering(410)

    expect(world.delivery.status).toBe('failed')
    expect(world.webhooks.get('webhook-1')).toMatchObject({
      enabled: false,
      disabled: { at: noon.toISOString(), reason: 'status 410' },
      version: 2,
    })
    expect(world.notices).toMatchObject([{ kind: 'disabled', reason: 'status 410' }])
    expect(world.health.get('webhook-1')).toMatchObject({ endedVersion: 1, notices: [] })
  })

  it('no response fails within the webhook’s time limit, and the schedule applies', async () => {
    const { world, delivering } = await attemptAt((request) => request.resume())
    await hasRead(0)
    await endLimit(5000, delivering)

    expect(world.delivery).toMatchObject({
      status: 'pending',
      dueAt: afterNoon(300),
      attempts: [{ outcome: { kind: 'failed', reason: 'timeout: headers' } }],
    })
  })
})
