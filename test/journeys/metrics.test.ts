import { once } from 'node:events'
import { type IncomingMessage, request, type RequestOptions } from 'node:http'
import { text } from 'node:stream/consumers'

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import { type Receiver, startReceiver, status } from '../support/receiver.ts'
import { aRouter, type TestRouter } from '../support/router.ts'

const anEvent = {
  timestamp: 1_700_000_000_000,
  resource: { type: 'USER', uuid: 'u-1', content: {} },
  resourceAction: 'ADDED',
}

describe('GET /metrics of the embedded router', () => {
  let router: TestRouter
  let receivers: Receiver[] = []

  beforeEach(async () => {
    router = await aRouter()
  })

  afterEach(async () => {
    await Promise.all(receivers.map(({ close }) => close()))
    receivers = []
    await router.stop()
  })

  const get = async (options: RequestOptions = {}) => {
    const sent = request(`${router.url}/metrics`, options).end()
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: response.statusCode, headers: response.headers, body: await text(response) }
  }

  const subscribe = async (code: number) => {
    const receiver = await startReceiver(status(code))
    receivers.push(receiver)
    const { status: created } = await router.as('manager')('POST', '/webhooks', {
      url: receiver.url,
      events: ['user.added'],
    })
    expect(created).toBe(201)
  }

  it('shows what was accepted, delivered and failed, by marketplace, as Prometheus reads it', async () => {
    await subscribe(204)
    await subscribe(500)
    await router.as('producer')('POST', '/events', anEvent)

    const { headers, body } = await eventually(async () => {
      const found = await get()
      expect(found.body).toContain('postrider_failed_total{marketplace="acme"} 1\n')
      return found
    })

    expect(headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(body).toContain('# TYPE postrider_accepted_total counter\n')
    expect(body).toContain('postrider_accepted_total{marketplace="acme"} 1\n')
    expect(body).toContain('postrider_delivered_total{marketplace="acme"} 1\n')
    expect(body).toContain('postrider_waiting_total{marketplace="acme"} 2\n')
    expect(body).toContain('postrider_attempts_total 4\n')
    expect(body).toContain('postrider_delivery_latency_seconds_count{marketplace="acme"} 1\n')
    expect(body).toContain('process_resident_memory_bytes ')
  })

  it('shows dead letters by queue, and malformed events apart from them', async () => {
    const { body } = await get()

    for (const queue of ['events', 'deliveries', 'wakeUps', 'malformed']) {
      expect(body).toContain(`postrider_dead_letters{queue="${queue}"} 0\n`)
    }
  })

  it.each([
    ['of a web page', 403, { headers: { origin: 'http://127.0.0.1:3000' } }],
    ['under a foreign host name', 421, { headers: { host: 'rebound.example.com' } }],
    ['under a host name with another port', 421, { headers: { host: 'localhost:1' } }],
  ])('refuses a request %s', async (_, status, options) => {
    const { status: code, headers, body } = await get(options)

    expect(code).toBe(status)
    expect(headers['content-type']).toBe('application/problem+json')
    expect(body).not.toContain('postrider_')
  })

  it('accepts localhost as the host name', async () => {
    const { port } = new URL(router.url)

    expect((await get({ headers: { host: `localhost:${port}` } })).status).toBe(200)
  })

  it('is for reading only', async () => {
    expect((await get({ method: 'POST' })).status).toBe(404)
  })
})
