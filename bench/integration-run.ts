import type { ChildProcess } from 'node:child_process'
import { rm } from 'node:fs/promises'

import { aFolder } from '../test/support/process.ts'
import { anIntegrationEvent } from '../test/support/integration-events.ts'
import type { Api } from '../test/support/router.ts'
import { ask, child, pause, usageOf } from './load.ts'
import type { Load, Published, PublishRequest } from './load-publisher.ts'
import type { VendorReport } from './load-vendor.ts'
import type { RunningSender, Sender } from './senders/sender.ts'

const events = 2000
const load: Load = { kind: 'closed', events, inFlight: 32 }

/**
 * Integration events through call, fetch and answer: publisher, router and vendor in processes of their
 * own. The vendor reads each event with a token of the router's token endpoint.
 */
export async function integrationRun({ start }: Sender): Promise<Record<string, number>> {
  const folder = await aFolder()
  const [vendor, publisher] = [child('load-vendor.ts'), child('load-publisher.ts')]
  const sender = await start(folder)
  try {
    const { api } = sender
    if (api === undefined) throw new Error('Cannot measure: this sender has no integration events')
    await setUp(api, sender, vendor)
    const request = await requestOf(sender)
    const before = await usageOf(sender.pid)
    const { starts, statuses } = await ask<Published>(publisher, { load, request })
    const { answered, lastAt } = await allAnswered(vendor)
    const after = await usageOf(sender.pid)
    return {
      'events/s': (answered * 1000) / (lastAt - (starts[0]?.[1] ?? NaN)),
      'CPU ms/event': (after.cpuMs - before.cpuMs) / answered,
      refused: events - (statuses[202] ?? 0),
      lost: events - answered,
    }
  } finally {
    await sender.stop()
    vendor.disconnect()
    publisher.disconnect()
    await rm(folder, { recursive: true })
  }
}

async function setUp(api: Api, { url }: RunningSender, vendor: ChildProcess): Promise<void> {
  await api('POST', '/products', { id: 'product-1', name: 'CRM', vendor: 'globex' })
  const set = (port: number) =>
    api(
      'PUT',
      '/products/product-1/integration',
      {
        endpoints: { DEFAULT: `http://127.0.0.1:${port}/?eventUrl={eventUrl}` },
        authentication: { type: 'BASIC', username: 'router', password: 'secret' },
      },
      { 'if-match': '*' },
    )
  await set(9)
  const { body } = await api('POST', '/products/product-1/integration/credentials')
  const { key, secret } = body as { key: string; secret: string }
  const token = await tokenOf(url, `${key}:${secret}`)
  await set((await ask<{ port: number }>(vendor, { do: 'listen', token })).port)
}

async function tokenOf(url: string, client: string): Promise<string> {
  const response = await fetch(`${url}/oauth2/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(client).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  })
  return ((await response.json()) as { access_token: string }).access_token
}

async function requestOf(sender: RunningSender): Promise<PublishRequest> {
  const { headers } = await sender.publishRequest()
  const body = JSON.stringify({ ...anIntegrationEvent(), subscription: 'uuid-of-event' })
  return { url: `${sender.url}/integration-events`, headers, body }
}

async function allAnswered(vendor: ChildProcess): Promise<VendorReport> {
  const until = performance.now() + 60_000
  for (;;) {
    const report = await ask<VendorReport>(vendor, { do: 'report' })
    if (report.answered >= events || performance.now() > until) return report
    await pause(20)
  }
}
