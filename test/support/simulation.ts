import { deliveriesOn, wakeUpsOn } from '../../adapters/common/send-messages.ts'
import { deliver, type DeliverPorts } from '../../core/deliver/deliver.ts'
import { fanOut, type FanOutPorts } from '../../core/fan-out/fan-out.ts'
import type { Event } from '../../core/events/event.ts'
import { type DeliveryMessage, groupOf } from '../../core/deliveries/delivery-message.ts'
import type { WakeUpMessage } from '../../core/waiting/wake-up-message.ts'
import type { Notice } from '../../core/health/notice.ts'
import { defaultWaitsSeconds } from '../../core/webhooks/retry-policy.ts'
import { wake, type WakePorts } from '../../core/wake/wake.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { anEntry, anEvent, noon, uuidOf } from './builders.ts'
import { type Clockwork, clockwork } from './clockwork.ts'
import type { Counts } from './counted-table.ts'
import { memoryStores, type MemoryStores, storesOver } from './memory-stores.ts'
import { fairPlaces } from './fair-places.ts'
import { open } from './seal.ts'
import { type RecursiveLoop, simulatedQueue } from './simulated-queue.ts'
import { type Latency, simulatedReceiver } from './simulated-receiver.ts'

type Ports = DeliverPorts &
  FanOutPorts &
  WakePorts &
  Pick<MemoryStores['ports'], 'listDeliveries' | 'addRecovery' | 'addWebhook' | 'findWebhooks'>

type Given = {
  webhooks: readonly Webhook[]
  waitsSeconds?: readonly number[]
  latencyMs?: Latency
  /** Whether queues delay by whole seconds, as SQS does. */
  isByTheSecond?: boolean
  /** How many attempts run concurrently, from a fair queue; default: all. */
  concurrency?: number
  /** Whether an attempt is an invocation, as on AWS; default: if they are limited. */
  marksSlow?: boolean
  /** Default: as the functions are deployed. */
  recursiveLoop?: RecursiveLoop
  /** The event with this number; default: one with a small body. */
  eventOf?: (number: number) => Event
  /** The tables as the stores see them; default: the counted ones, with rows as they are. */
  watch?: (tables: MemoryStores['tables']) => Parameters<typeof storesOver>[0]
  /** The ports of wake; default: those of all, for which calls take no time. */
  wakePorts?: (ports: WakePorts, clock: Clockwork) => WakePorts
}

const sweepMs = 900_000

/**
 * The router's core over its own storage code, in memory and with a clock of its own: tables and
 * queues count their requests. There is a sweep every 15 minutes, as on AWS.
 */
export async function aSimulation({
  webhooks,
  waitsSeconds = defaultWaitsSeconds,
  latencyMs = 200,
  isByTheSecond = false,
  concurrency = Infinity,
  marksSlow = concurrency < Infinity,
  recursiveLoop = 'Allow',
  eventOf = (number) => anEvent({ uuid: uuidOf(number) }),
  watch = (tables) => tables,
  wakePorts = (ports) => ports,
}: Given) {
  const clock = clockwork(noon)
  const { now } = clock
  const inPlace = fairPlaces(concurrency)
  const deliveries = simulatedQueue({
    clock,
    name: 'deliver',
    recursiveLoop,
    hiddenMs: 360_000,
    isByTheSecond,
    handle: (body, receives) => {
      const message = JSON.parse(body) as DeliveryMessage
      return inPlace(groupOf(message), () => deliver(message, receives > 1, ports))
    },
  })
  const wakeUps = simulatedQueue({
    clock,
    name: 'wake',
    recursiveLoop,
    hiddenMs: 420_000,
    isByTheSecond,
    handle: (body) => wake(JSON.parse(body) as WakeUpMessage, ofWake),
  })
  const receiver = simulatedReceiver(clock, latencyMs)
  const sendWakeUp = wakeUpsOn(wakeUps, now)
  const { tables } = memoryStores(now, sendWakeUp)
  const stores = storesOver(watch(tables), now, sendWakeUp)
  const notices: Notice[] = []
  const ports: Ports = {
    ...stores,
    queueDeliveries: deliveriesOn(deliveries),
    hasTime: () => true,
    handOn: () => Promise.reject(new Error('There is time for all')),
    announce: (notice) => {
      notices.push(notice)
      return Promise.resolve(undefined)
    },
    openSecrets: open,
    evaluate: () => Promise.reject(new Error('No webhook here has a transformation')),
    sendToAws: () => Promise.reject(new Error('No webhook here is at AWS')),
    accessToken: () => Promise.resolve({ kind: 'failed', reason: 'token: none' }),
    requestToken: () => Promise.reject(new Error('No webhook has OAuth2')),
    post: receiver.post,
    ...(marksSlow && { startTimer: clock.after }),
    waitsSeconds,
    newUuid: () => 'uuid',
    random: () => 0.5,
    log: () => undefined,
    now,
  }
  const ofWake = wakePorts(ports, clock)
  for (const webhook of webhooks) await stores.addWebhook(webhook, anEntry())
  clock.every(sweepMs, () => void sendWakeUp({ kind: 'sweep' }, now().toISOString()))

  const state = { clock, ports, tables, deliveries, wakeUps, receiver, notices, events: 0 }
  return Object.assign(state, {
    /** Publishes this many events in one batch, for which fan-out reads routes and health once. */
    publish: (count = 1): void => {
      const [routes, health] = [
        ports.findRoutes('acme', 'SUBSCRIPTION'),
        ports.findAllHealth('acme'),
      ]
      const batch = { ...ports, findRoutes: () => routes, findAllHealth: () => health }
      for (let left = count; left > 0; left -= 1) {
        state.events += 1
        void fanOut(eventOf(state.events), { source: `bus-${state.events}` }, batch)
      }
    },
    /** All requests until now. */
    costs: (): Costs => costsOf(state),
  })
}
export type Simulation = Awaited<ReturnType<typeof aSimulation>>

/** The requests to receivers, queues and tables. */
export type Costs = Record<
  'events' | 'requests' | 'deliveries' | 'wakeUps' | 'reads' | 'itemsRead' | 'writes',
  number
>

function costsOf({
  events,
  receiver,
  deliveries,
  wakeUps,
  tables,
}: Pick<Simulation, 'events' | 'receiver' | 'deliveries' | 'wakeUps' | 'tables'>): Costs {
  const sum = (count: (counts: Counts) => number) =>
    Object.values(tables).reduce((total, { counts }) => total + count(counts), 0)
  return {
    events,
    requests: receiver.seen.length,
    deliveries: deliveries.sent,
    wakeUps: wakeUps.sent,
    reads: sum(({ gets, queries }) => gets + queries),
    itemsRead: sum(({ itemsRead }) => itemsRead),
    writes: sum(({ puts, removes, refused }) => puts + removes + refused),
  }
}

/** All requests while this much time passes. */
export async function costsWhile(simulation: Simulation, ms: number): Promise<Costs> {
  const before = simulation.costs()
  await simulation.clock.pass(ms)
  const after = simulation.costs()
  return {
    events: after.events - before.events,
    requests: after.requests - before.requests,
    deliveries: after.deliveries - before.deliveries,
    wakeUps: after.wakeUps - before.wakeUps,
    reads: after.reads - before.reads,
    itemsRead: after.itemsRead - before.itemsRead,
    writes: after.writes - before.writes,
  }
}
