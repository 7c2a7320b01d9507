import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

import { ClassicLevel } from 'classic-level'
import * as z from 'zod'

import { openFilesLimit } from '../adapters/embedded/open-files.ts'
import { aFolder } from '../test/support/process.ts'
import { nameResolver } from '../adapters/http-client/name-resolver.ts'
import { type NameEntry, startNameServer } from '../test/support/name-server.ts'
import { type Answer, type Receiver, startReceiver } from '../test/support/receiver.ts'
import { type Api, aRouter, type TestRouter } from '../test/support/router.ts'

type Plan = {
  /** Healthy webhooks, and how many events per second they get together. */
  healthy: number
  perSecond: number
  seconds: number
  waitsSeconds: readonly number[]
  /** How the receivers of the other webhooks respond; default: there are none. */
  answer?: Answer
  unhealthy?: number
  /** Events per second of the unhealthy webhooks together. */
  troublePerSecond?: number
  /** Tests per second of the first of them, instead of events. */
  testsPerSecond?: number
  /** Instead of unhealthy receivers, this many webhooks whose name servers are silent. */
  deadNames?: number
}

/**
 * Latencies are milliseconds from an event's scheduled publication to its first request, sorted.
 */
export type Run = {
  healthy: { published: number; latencies: number[] }
  unhealthy: { published: number; latencies: number[]; requests: number }
  /** CPU time of this process, which also publishes and receives. */
  busyMs: number
}

/** How long to wait for requests after the last event. */
const patienceMs = 15_000

const content = { padding: 'x'.repeat(2000) } // bytes, the typical size of a subscription

/**
 * Sends events at a steady rate to healthy receivers through one router on disk, and at another rate
 * to the unhealthy ones.
 */
export async function measure(plan: Plan): Promise<Run> {
  const folder = await aFolder()
  const names = await startNameServer(zoneOf(plan))
  const router = await aRouter({
    db: new ClassicLevel(folder),
    waitsSeconds: plan.waitsSeconds,
    maxConnections: Math.floor(openFilesLimit() / 2), // as `npm start` has it
    allowedHosts: Object.keys(names.names),
    resolve: nameResolver({ servers: [names.address] }),
  })
  const events = new Map<string, Published>()
  const world = { router, events }
  const healthy = await lines(plan.healthy, 'shop', world)
  const unhealthy = await lines(plan.unhealthy ?? 0, 'trouble', { ...world, answer: plan.answer })
  const dead = await deadLines(plan.deadNames ?? 0, router)
  const troubled = [...unhealthy, ...dead]

  const before = process.cpuUsage()
  const { seconds, perSecond, troublePerSecond = 0, testsPerSecond = 0 } = plan
  await Promise.all([
    steadily({ perSecond, seconds }, publishTo(healthy, events)),
    steadily({ perSecond: troublePerSecond, seconds }, publishTo(troubled, events)),
    steadily({ perSecond: testsPerSecond, seconds }, (number) => startTest(unhealthy, number)),
  ])
  const { user, system } = process.cpuUsage(before)
  const all = [...events.values()]
  const ofHealthy = all.filter(({ line }) => healthy.includes(line))
  const deadline = performance.now() + patienceMs
  while (ofHealthy.some(isPending) && performance.now() < deadline) await pause(10)
  const ofOthers = all.filter(({ line }) => troubled.includes(line))
  const run = {
    healthy: { published: ofHealthy.length, latencies: latenciesOf(ofHealthy) },
    unhealthy: {
      published: ofOthers.length,
      latencies: latenciesOf(ofOthers),
      requests: unhealthy.reduce((sum, { receiver }) => sum + (receiver?.requests.length ?? 0), 0),
    },
    busyMs: (user + system) / 1000,
  }
  names.close()
  for (const { receiver } of [...healthy, ...unhealthy]) await receiver?.close()
  await router.stop()
  await rm(folder, { recursive: true })
  return run
}

/** A webhook in a marketplace of its own, so that each event matches one webhook. */
type Line = { api: Api; webhook: string; receiver?: Receiver }

type World = {
  router: TestRouter
  events: Map<string, Published>
  answer?: Answer | undefined
}

const Created = z.object({ id: z.string() })

function lines(count: number, shop: string, { router, events, answer }: World): Promise<Line[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, number) => {
      const receiver = await startReceiver(recordArrivals(events, answer))
      const api = router.as('manager', `${shop}-${number}`)
      const { port } = new URL(receiver.url)
      const url = `http://${nameOf(shop, number)}:${port}`
      const { body } = await api('POST', '/webhooks', { ...webhook, url })
      return { api, webhook: Created.parse(body).id, receiver }
    }),
  )
}

function deadLines(count: number, router: TestRouter): Promise<Line[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, number) => {
      const api = router.as('manager', `dead-${number}`)
      const url = `https://${nameOf('dead', number)}/`
      const { body } = await api('POST', '/webhooks', { ...webhook, url })
      return { api, webhook: Created.parse(body).id }
    }),
  )
}

function publishTo(targets: readonly Line[], events: Map<string, Published>) {
  return async (number: number, dueAt: number): Promise<void> => {
    const line = targets[number % targets.length]
    if (line === undefined) throw new Error(`Cannot publish: no webhook for event ${number}`)
    const uuid = randomUUID()
    events.set(uuid, { line, dueAt })
    await publish(line.api, uuid)
  }
}

/** Begins a test, whose response comes when its receiver has responded or its time is over. */
function startTest(targets: readonly Line[], number: number): Promise<void> {
  const line = targets[number % targets.length]
  line?.api('POST', `/webhooks/${line.webhook}/test`, {}).catch(() => undefined)
  return Promise.resolve()
}

function zoneOf({ healthy, unhealthy = 0, deadNames = 0 }: Plan): Record<string, NameEntry> {
  const all = (count: number, shop: string, entry: NameEntry) =>
    Array.from({ length: count }, (_, number) => [nameOf(shop, number), entry] as const)
  return Object.fromEntries([
    ...all(healthy, 'shop', { a: ['127.0.0.1'] }),
    ...all(unhealthy, 'trouble', { a: ['127.0.0.1'] }),
    ...all(deadNames, 'dead', { silent: ['a', 'aaaa'] }),
  ])
}

function nameOf(shop: string, number: number): string {
  return `${shop}-${number}.example.com`
}

type Published = { line: Line; dueAt: number; arrivedAt?: number }

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
  { perSecond, seconds }: Pick<Plan, 'perSecond' | 'seconds'>,
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
