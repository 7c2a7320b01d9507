import { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import type { BearerPorts } from '../../core/tokens/send-with-bearer.ts'
import type { DeliverPorts } from '../../core/deliver/deliver.ts'
import { type Attempt, Delivery, positionOf } from '../../core/deliveries/delivery.ts'
import { Event } from '../../core/events/event.ts'
import type { FanOutPorts } from '../../core/fan-out/fan-out.ts'
import { DeliveryMessage, type WakeUpMessage } from '../../core/deliveries/messages.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import { Health } from '../../core/health/health.ts'
import type { Notice } from '../../core/health/notice.ts'
import type { RecentDispatch } from '../../core/wake/dispatch.ts'
import type { Request } from '../../core/deliver/request.ts'
import type { WakeUp } from '../../core/waiting/wake-up.ts'
import type { WakePorts } from '../../core/wake/wake.ts'
import { Webhook, type WebhookKey } from '../../core/webhooks/webhook.ts'
import { noon } from './builders.ts'
import { open } from './seal.ts'
import { hooks, watched } from './watched.ts'
import type { WaitingRow } from '../../core/waiting/waiting-row.ts'
import type { Saved } from '../../core/webhooks/saved.ts'

/** A message on a queue, which nobody sees before its moment (epoch milliseconds). */
export type Queued<Message> = { message: Message; visibleAt: number; receives: number }

export type Given = {
  now?: Date
  webhooks?: readonly Webhook[]
  events?: readonly Event[]
  deliveries?: readonly Delivery[]
  waiting?: readonly WaitingRow[]
  health?: readonly Health[]
  waitsSeconds?: readonly number[]
  random?: () => number
  /**
   * Statuses that the receiver answers with, one after the other and the last one for ever; or a
   * script.
   */
  replies?: readonly number[] | ((request: Request) => Reply)
  /** What the webhooks' token endpoints give; nothing unless told. */
  accessToken?: BearerPorts['accessToken']
}

type WorldPorts = DeliverPorts & FanOutPorts & WakePorts

/** The farthest that a wake-up's message goes at once; SQS delays no longer. */
const maxDelayMs = 900_000

/**
 * A world in memory. Rows and messages are copied on their way in and out, and read through their
 * schemas, as tables and queues do. `hooks` stop, spoil or interleave any call of a need.
 */
export function aWorld(given: Given = {}) {
  const state = aState(given)
  return Object.assign(state, { ports: portsOf(state, given) })
}
export type World = ReturnType<typeof aWorld>

type State = ReturnType<typeof aState>

function aState({
  now = noon,
  webhooks = [],
  events = [],
  deliveries = [],
  waiting = [],
  health = [],
}: Given) {
  const state = {
    /** The clock; only tests move it. */
    now,
    webhooks: keyed(webhooks, ({ marketplace, id }) => [marketplace, id]),
    events: keyed(events, ({ marketplace, uuid }) => [marketplace, uuid]),
    deliveries: keyed(deliveries, ({ marketplace, id }) => [marketplace, id]),
    /** What was kept of the calls of attempts. */
    exchanges: [] as { delivery: string; number: number; exchange: HttpExchange }[],
    /** In the order of their rows: by webhook, the earliest first. */
    waiting: waiting.map(copy).sort(byPlace),
    wakeUps: new Map<string, WakeUp>(),
    health: keyed(health, ({ marketplace, webhook }) => [marketplace, webhook]),
    /** What was told on the bus. */
    notices: [] as Notice[],
    recent: new Map<string, readonly RecentDispatch[]>(),
    swept: new Map<string, string>(),
    eventQueue: [] as Queued<{ event: Event; source: string }>[],
    deliveryQueue: [] as Queued<DeliveryMessage>[],
    wakeUpQueue: [] as Queued<WakeUpMessage>[],
    requests: [] as (Request & { at: string; limitMs?: number })[],
    lines: [] as Readonly<Record<string, unknown>>[],
    hooks: hooks(),
    advance(seconds: number): void {
      state.now = new Date(state.now.getTime() + seconds * 1000)
    },
    /** The one delivery of a world that has one. */
    get delivery(): Delivery {
      const [delivery, ...others] = state.deliveries.values()
      if (delivery === undefined || others.length > 0) throw new Error('Cannot tell which delivery')
      return delivery
    },
    /** What is on the deliveries queue. */
    get messages(): DeliveryMessage[] {
      return state.deliveryQueue.map(({ message }) => message)
    },
    /** The messages on the wake-ups queue that still count: a webhook has one at most. */
    get liveWakeUps(): Queued<WakeUpMessage>[] {
      const tokens = new Set([...state.wakeUps.values()].map(({ token }) => token))
      return state.wakeUpQueue.filter(
        ({ message }) => message.kind === 'wake-up' && tokens.has(message.token),
      )
    },
  }
  return state
}

function portsOf(state: State, given: Given): WorldPorts {
  return watched(
    {
      ...tablePorts(state),
      ...waitingPorts(state),
      ...wakeUpPorts(state),
      ...healthPorts(state),
      ...sweepPorts(state),
      ...outsidePorts(state, given),
    },
    state.hooks,
  )
}

function tablePorts({ webhooks, events, deliveries, exchanges }: State) {
  return {
    findRoutes: (marketplace: string, resource: string) =>
      later(() =>
        [...webhooks.values()]
          .filter((webhook) => webhook.marketplace === marketplace && webhook.resource === resource)
          .map(({ id, actions, enabled, limits }) => ({
            webhook: id,
            actions,
            enabled,
            ...(limits !== undefined && { isLimited: true as const }),
          })),
      ),
    findWebhook: (marketplace: string, id: string) =>
      later(() => copy(webhooks.get(key(marketplace, id)))),
    storeEvent: (event: Event) =>
      later(() => {
        const place = key(event.marketplace, event.uuid)
        const there = events.get(place)
        if (there === undefined) events.set(place, Event.parse(copy(event)))
        return copy(there)
      }),
    findEvent: (marketplace: string, uuid: string) =>
      later(() => copy(events.get(key(marketplace, uuid)))),
    addDelivery: (delivery: Delivery) =>
      later(() => {
        const place = key(delivery.marketplace, delivery.id)
        const there = deliveries.get(place)
        if (there === undefined) deliveries.set(place, Delivery.parse(copy(delivery)))
        return copy(there)
      }),
    findDelivery: (marketplace: string, id: string) =>
      later(() => copy(deliveries.get(key(marketplace, id)))),
    saveExchange: (delivery: Delivery, attempt: Attempt, exchange: HttpExchange) =>
      later(
        () =>
          void exchanges.push({
            delivery: delivery.id,
            number: attempt.number,
            exchange: HttpExchange.parse(copy(exchange)),
          }),
      ),
    replaceDelivery: (after: Delivery, before: Delivery) =>
      later(() => {
        const place = key(after.marketplace, after.id)
        if (deliveries.get(place)?.revision !== before.revision) return false
        deliveries.set(place, Delivery.parse(copy(after)))
        return true
      }),
  }
}

function waitingPorts(state: State) {
  const remove = (row: WaitingRow) => {
    const there = state.waiting.length
    state.waiting = state.waiting.filter((other) => placeOf(other) !== placeOf(row))
    return state.waiting.length < there
  }
  const put = (row: WaitingRow) => {
    remove(row)
    state.waiting.push({ ...row })
    state.waiting.sort(byPlace)
  }
  return {
    park: (row: WaitingRow) =>
      later(() => {
        put(row)
      }),
    removeWaiting: (rows: readonly WaitingRow[]) =>
      later(() => {
        rows.forEach(remove)
      }),
    lease: (row: WaitingRow, until: string) =>
      later(() => {
        const isThere = remove(row)
        if (isThere) put({ ...row, leasedUntil: until })
        return isThere
      }),
    findLeased: (webhook: WebhookKey, limit: number) =>
      later(() =>
        ofWebhook(state.waiting, webhook)
          .filter(({ leasedUntil }) => leasedUntil !== undefined)
          .slice(0, limit)
          .map(copy),
      ),
    findWaiting: (webhook: WebhookKey, dueBy: string | undefined, limit: number) =>
      later(() =>
        ofWebhook(state.waiting, webhook)
          .filter(({ leasedUntil }) => leasedUntil === undefined)
          .filter(({ dueAt }) => dueBy === undefined || dueAt <= dueBy)
          .slice(0, limit)
          .map(copy),
      ),
    findWaitingWebhooks: async function* (after: string | undefined) {
      await Promise.resolve()
      const places = new Set(state.waiting.map((row) => key(row.marketplace, row.webhook)))
      for (const place of [...places].sort().filter((one) => one > (after ?? ''))) {
        const [marketplace = '', id = ''] = place.split('#')
        yield { marketplace, id, place }
      }
    },
  }
}

function healthPorts({ health, notices, webhooks }: State) {
  return {
    findHealth: ({ marketplace, id }: WebhookKey) =>
      later(() => copy(health.get(key(marketplace, id)))),
    findAllHealth: (marketplace: string) =>
      later(() => [...health.values()].filter((one) => one.marketplace === marketplace).map(copy)),
    replaceHealth: (after: Health | undefined, before: Health | undefined) =>
      later(() => {
        const { marketplace, webhook } = after ?? before ?? { marketplace: '', webhook: '' }
        const place = key(marketplace, webhook)
        if (health.get(place)?.revision !== before?.revision) return false
        const revision = (before?.revision ?? -1) + 1
        if (after === undefined) health.delete(place)
        else health.set(place, Health.parse(copy({ ...after, revision })))
        return true
      }),
    replaceWebhook: (after: Webhook, before: Webhook) =>
      later((): Saved => {
        const place = key(after.marketplace, after.id)
        if (webhooks.get(place)?.version !== before.version) return 'stale'
        webhooks.set(place, Webhook.parse(copy(after)))
        return 'saved'
      }),
    announce: (notice: Notice) => later(() => void notices.push(copy(notice))),
  }
}

function sweepPorts({ webhooks, deliveries, swept, recent }: State) {
  return {
    findMarketplaces: async function* () {
      await Promise.resolve()
      yield* new Set([...webhooks.values()].map(({ marketplace }) => marketplace))
    },
    findPending: (marketplace: string, range: { from: string; to: string }, limit: number) =>
      later(() =>
        [...deliveries.values()]
          .filter((one) => one.marketplace === marketplace && one.status === 'pending')
          .filter((one) => positionOf(one) >= range.from && positionOf(one) <= range.to)
          .sort((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1))
          .slice(0, limit)
          .map(copy),
      ),
    // Recoveries have a world of their own (waiting-world.ts).
    findRecovery: () => later(() => undefined),
    replaceRecovery: () => later(() => false),
    findEnded: () => later(() => []),
    findSwept: (marketplace: string) => later(() => swept.get(marketplace)),
    keepSwept: (marketplace: string, upTo: string) =>
      later(() => void swept.set(marketplace, upTo)),
    findRecentDispatches: ({ marketplace, id }: WebhookKey) =>
      later(() => [...(recent.get(key(marketplace, id)) ?? [])]),
    saveRecentDispatches: ({ marketplace, id }: WebhookKey, kept: readonly RecentDispatch[]) =>
      later(() => void recent.set(key(marketplace, id), copy(kept))),
  }
}

function ofWebhook(rows: readonly WaitingRow[], { marketplace, id }: WebhookKey): WaitingRow[] {
  return rows.filter((row) => row.marketplace === marketplace && row.webhook === id)
}

function wakeUpPorts(state: State) {
  const { wakeUps } = state
  // A call of its own, so that a process can be killed between the row and the message.
  const { send } = watched(
    {
      send: (message: WakeUpMessage, at: string) =>
        later(() => {
          const now = state.now.getTime()
          const visibleAt = Math.max(now, Math.min(Date.parse(at), now + maxDelayMs))
          state.wakeUpQueue.push({ message, visibleAt, receives: 0 })
        }),
    },
    state.hooks,
  )
  let tokens = 0
  return {
    findWakeUp: ({ marketplace, id }: WebhookKey) =>
      later(() => copy(wakeUps.get(key(marketplace, id)))),
    setWakeUp: async ({ marketplace, id }: WebhookKey, at: string, found: WakeUp | undefined) => {
      await Promise.resolve()
      const place = key(marketplace, id)
      if (wakeUps.get(place)?.token !== found?.token) return false
      tokens += 1
      const token = `token-${tokens}`
      wakeUps.set(place, { marketplace, webhook: id, token, wakeAt: at })
      await send({ kind: 'wake-up', marketplace, webhook: id, token }, at)
      return true
    },
    startWakeUp: (running: WakeUp, found: WakeUp | undefined) =>
      later(() => {
        const place = key(running.marketplace, running.webhook)
        const there = wakeUps.get(place)
        if (there?.token !== found?.token || there?.wakeAt !== found?.wakeAt) return false
        wakeUps.set(place, copy(running))
        return true
      }),
    sendWakeUp: send,
    removeWakeUp: ({ marketplace, webhook, token }: WakeUp) =>
      later(() => {
        const place = key(marketplace, webhook)
        return wakeUps.get(place)?.token === token && wakeUps.delete(place)
      }),
  }
}

function outsidePorts(state: State, given: Given) {
  const { replies = [204], random = () => 0, waitsSeconds = [300, 600] } = given
  const script: readonly number[] = typeof replies === 'function' ? [] : replies
  let posts = 0
  return {
    post: (request: Request, limitMs?: number) =>
      later((): Reply => {
        const limit = limitMs === undefined ? {} : { limitMs }
        state.requests.push({ ...request, at: state.now.toISOString(), ...limit })
        if (typeof replies === 'function') return replies(request)
        posts += 1
        const status = script[posts - 1] ?? script.at(-1) ?? 204
        return { kind: 'answered', status }
      }),
    openSecrets: open,
    accessToken:
      given.accessToken ?? (() => Promise.resolve({ kind: 'failed', reason: 'token: none' })),
    queueDeliveries: (messages: readonly DeliveryMessage[]) =>
      later(() => {
        for (const message of messages) {
          const read = DeliveryMessage.parse(JSON.parse(JSON.stringify(message)))
          state.deliveryQueue.push({ message: read, visibleAt: state.now.getTime(), receives: 0 })
        }
      }),
    log: (line: Readonly<Record<string, unknown>>) => void state.lines.push(line),
    now: () => state.now,
    random,
    waitsSeconds,
  }
}

function key(marketplace: string, id: string): string {
  return `${marketplace}#${id}`
}

function keyed<Row>(rows: readonly Row[], keyOf: (row: Row) => [string, string]) {
  return new Map(rows.map((row) => [key(...keyOf(row)), copy(row)]))
}

function placeOf({
  marketplace,
  webhook,
  dueAt,
  leasedUntil,
  delivery,
  number,
}: WaitingRow): string {
  const place = leasedUntil === undefined ? `due#${dueAt}` : `lent#${leasedUntil}`
  return `${marketplace}#${webhook}#${place}#${delivery}#${number}`
}

function byPlace(a: WaitingRow, b: WaitingRow): number {
  return placeOf(a) < placeOf(b) ? -1 : 1
}

/** What the world does is done in one go, and known a moment later. */
async function later<Answer>(act: () => Answer): Promise<Answer> {
  await Promise.resolve()
  return act()
}

function copy<Row>(row: Row): Row {
  return structuredClone(row)
}
