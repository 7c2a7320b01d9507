import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'

import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { existingKeyFile } from '../../adapters/common/key-file.ts'
import { signToken, tokenKeyName } from '../../adapters/sign-in/own-tokens.ts'
import { eventually } from '../support/eventually.ts'
import { aFolder, readyUrl, run } from '../support/process.ts'
import { startReceiver } from '../support/receiver.ts'
import { apiOf } from '../support/router.ts'

const kills = 8

const Page = z.object({
  items: z.array(z.object({ status: z.string(), event: z.object({ uuid: z.string() }) })),
  cursor: z.string().optional(),
})

describe('the embedded router', () => {
  it(`loses no accepted event when it is killed ${kills} times under load`, async () => {
    const folder = await aFolder()
    // Every seventh request fails, so that some deliveries wait and are woken while it is killed.
    const receiver = await startReceiver((response, number) =>
      response.writeHead(number % 7 === 0 ? 500 : 200).end(),
    )
    const accepted = new Set<string>()
    const start = async () => {
      const router = run('local.ts', [], {
        POSTRIDER_DATA: folder,
        POSTRIDER_PORT: '0',
        POSTRIDER_RETRY_SCHEDULE: '1,1,1,1,1',
      })
      const url = await readyUrl(router)
      const key = await existingKeyFile(folder, tokenKeyName)
      const api = apiOf(url, () => signToken(key, 'acme', 'manager'))
      return { router, api }
    }

    const first = await start()
    const webhook = { url: receiver.url, resource: 'SUBSCRIPTION', actions: ['ADDED'] }
    const created = await first.api('POST', '/webhooks', webhook)
    let running = first
    for (let round = 0; round < kills; round += 1) {
      const target = accepted.size + 40 + round * 7
      const load = publishUntilItBreaks(running.api, accepted)
      await eventually(() => {
        expect(accepted.size).toBeGreaterThanOrEqual(target)
      }, 30_000)
      running.router.child.kill('SIGKILL')
      await Promise.all([running.router.ended, load])
      running = await start()
    }

    await eventually(async () => {
      expect((await statusesOf(running.api))['pending'] ?? 0).toBe(0)
    }, 90_000)
    const statuses = await statusesOf(running.api)
    const arrived = new Set(receiver.requests.map(({ body }) => uuidOf(body)))
    running.router.child.kill('SIGTERM')
    await running.router.ended
    await receiver.close()
    await rm(folder, { recursive: true })

    expect(created.status).toBe(201)
    expect([...accepted].filter((uuid) => !arrived.has(uuid))).toEqual([])
    expect(Object.keys(statuses)).toEqual(['successful'])
    expect(statuses['successful']).toBeGreaterThanOrEqual(accepted.size)
  }, 180_000)
})

/** Publishes with eight concurrent clients; an event is accepted when it gets a 202. */
async function publishUntilItBreaks(
  api: ReturnType<typeof apiOf>,
  accepted: Set<string>,
): Promise<void> {
  const line = async () => {
    for (;;) {
      const uuid = randomUUID()
      const { status } = await api('POST', '/events', {
        uuid,
        timestamp: 1,
        resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: { padding: 'x'.repeat(500) } },
        resourceAction: 'ADDED',
      })
      if (status === 202) accepted.add(uuid)
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, line))
}

/** The number of deliveries by status. */
async function statusesOf(api: ReturnType<typeof apiOf>): Promise<Partial<Record<string, number>>> {
  const counts: Partial<Record<string, number>> = {}
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const query: string = cursor === '' ? '' : `&cursor=${cursor}`
    const page = Page.parse((await api('GET', `/deliveries?limit=100${query}`)).body)
    for (const { status } of page.items) counts[status] = (counts[status] ?? 0) + 1
    cursor = page.cursor
  }
  return counts
}

function uuidOf(body: string): string {
  return z.object({ uuid: z.string() }).parse(JSON.parse(body)).uuid
}
