import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

import { ClassicLevel } from 'classic-level'
import * as z from 'zod'

import { aFolder } from '../test/support/process.ts'
import { nameResolver } from '../adapters/http-client/name-resolver.ts'
import { type NameEntry, startNameServer } from '../test/support/name-server.ts'
import { type Answer, startReceiver } from '../test/support/receiver.ts'
import { type Api, aRouter } from '../test/support/router.ts'

type Plan = {
  webhooks: number
  /** Events per second in total; every fifth is for the first webhook. */
  perSecond: number
  seconds: number
  waitsSeconds: readonly number[]
  /** How the first webhook's receiver responds; all others respond with 200. */
  answer: Answer
  /** Instead of the first webhook, this many others whose name servers are silent. */
  deadNames?: number
}

/**
 * Latencies are milliseconds from an event's scheduled publication to its first request, sorted.
 */
export type Run = {
  others: { published: number; latencies: number[] }
  first: { published: number; latencies: number[]; requests: number; pending: number }
  /** CPU time of this process, which also publishes and receives. */
  busyMs: number
}

/** How long to wait for requests after the last event. */
const patienceMs = 15_000

const content = { padding: 'x'.repeat(2000) } // bytes, the typical size of a subscription

/**
 * Sends events at a steady rate through one router on disk. One of the receivers may be unhealthy.
 */
export async function measure(plan: Plan): Promise<Run> {
  const folder = await aFolder()
  const names = await startNameServer(zoneOf(plan))
  const router = await aRouter({
    db: new ClassicLevel(folder),
    waitsSeconds: plan.waitsSeconds,
    allowedHosts: Object.keys(names.names),
    resolve: nameResolver({ servers: [names.address] }),
  })
  const events = new Map<string, Published>()
  const lines = await Promise.all(
    Array.from({ length: plan.webhooks }, async (_, number) => {
      const answer = number === 0 ? plan.answer : undefined
      const receiver = await startReceiver(recordArrivals(events, answer))
      // One marketplace per webhook, so that each event matches one webhook.
      const api = router.as('manager', `shop-${number}`)
      const { port } = new URL(receiver.url)
      await api('POST', '/webhooks', { ...webhook, url: `http://${nameOf(number)}:${port}` })
      return { number, receiver, api }
    }),
  )
  const dead = await Promise.all(
    Array.from({ length: plan.deadNames ?? 0 }, async (_, number) => {
      const api = router.as('manager', `dead-${number}`)
      await api('POST', '/webhooks', { ...webhook, url: `https://${deadNameOf(number)}/` })
      return { number: 0, api }
    }),
  )
  const lineOf = (event: number) => {
    const ofOthers = 1 + ((event - Math.ceil(event / 5)) % (plan.webhooks - 1))
    if (event % 5 !== 0) return lines[ofOthers]
    return dead[(event / 5) % dead.length] ?? lines[0]
  }

  const before = process.cpuUsage()
  await steadily(plan, async (number, dueAt) => {
    const line = lineOf(number)
    if (line === undefined) throw new Error(`Cannot publish: no webhook for event ${number}`)
    const uuid = randomUUID()
    events.set(uuid, { webhook: line.number, dueAt })
    await publish(line.api, uuid)
  })
  const { user, system } = process.cpuUsage(before)
  const all = [...events.values()]
  const others = all.filter((event) => event.webhook !== 0)
  const deadline = performance.now() + patienceMs
  while (others.some(isPending) && performance.now() < deadline) await pause(10)
  const first = all.filter((event) => event.webhook === 0)
  const run = {
    others: { published: others.length, latencies: latenciesOf(others) },
    first: {
      published: first.length,
      latencies: latenciesOf(first),
      requests: lines[0]?.receiver.requests.length ?? 0,
      pending: await countPending(router.as('manager', 'shop-0')),
    },
    busyMs: (user + system) / 1000,
  }
  names.close()
  await Promise.all(lines.map(({ receiver }) => receiver.close()))
  await router.stop()
  await rm(folder, { recursive: true })
  return run
}

function zoneOf({ webhooks, deadNames = 0 }: Plan): Record<string, NameEntry> {
  const healthy = Array.from({ length: webhooks }, (_, number) => nameOf(number))
  const dead = Array.from({ length: deadNames }, (_, number) => deadNameOf(number))
  return {
    ...Object.fromEntries(healthy.map((name) => [name, { a: ['127.0.0.1'] }])),
    ...Object.fromEntries(dead.map((name) => [name, { silent: ['a', 'aaaa'] }])),
  }
}

function nameOf(webhook: number): string {
  return `shop-${webhook}.example.com`
}

function deadNameOf(number: number): string {
  return `dead-${number}.example.com`
}

type Published = { webhook: number; dueAt: number; arrivedAt?: number }

const webhook = { resource: 'SUBSCRIPTION', actions: ['ADDED'] }

/** Records when an event first arrives. */
function recordArrivals(
  events: Map<string, Published>,
  answer: Answer = (response) => response.end(),
) {
  const recorded: Answer = (response, number, request) => {
    const event = events.get(z.object({ uuid: z.string() }).parse(JSON.parse(request.body)).uuid)
    if (event !== undefined) event.arrivedAt ??= performance.now()
    answer(response, number, request)
  }
  return recorded
}

function isPending({ arrivedAt }: Published): boolean {
  return arrivedAt === undefined
}

function latenciesOf(events: readonly Published[]): number[] {
  return events
    .flatMap(({ dueAt, arrivedAt }) => (arrivedAt === undefined ? [] : [arrivedAt - dueAt]))
    .toSorted((a, b) => a - b)
}

/** Acts at a fixed rate, without waiting for earlier actions to finish. */
async function steadily(
  { perSecond, seconds }: Plan,
  act: (number: number, dueAt: number) => Promise<void>,
): Promise<void> {
  const startedAt = performance.now()
  const acts: Promise<void>[] = []
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const dueAt = startedAt + (number * 1000) / perSecond
    const waitMs = dueAt - performance.now()
    if (waitMs > 0) await pause(waitMs)
    acts.push(act(number, dueAt))
  }
  await Promise.all(acts)
}

async function publish(api: Api, uuid: string): Promise<void> {
  const { status } = await api('POST', '/events', {
    uuid,
    timestamp: Date.now(),
    resource: { type: 'SUBSCRIPTION', uuid: 's-1', content },
    resourceAction: 'ADDED',
  })
  if (status !== 202) throw new Error(`Cannot publish: POST /events returned ${status}`)
}

const Page = z.object({ items: z.array(z.unknown()), cursor: z.string().optional() })

async function countPending(api: Api): Promise<number> {
  let pending = 0
  for (let query: string | undefined = ''; query !== undefined;) {
    const { body } = await api('GET', `/deliveries?status=pending&limit=100${query}`)
    const { items, cursor } = Page.parse(body)
    pending += items.length
    query = cursor && `&cursor=${encodeURIComponent(cursor)}`
  }
  return pending
}
