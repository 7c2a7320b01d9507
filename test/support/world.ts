import type { BearerPorts } from '../../core/tokens/send-with-bearer.ts'
import type { TokenRequestPorts } from '../../core/tokens/token-request.ts'
import type { DeliverPorts } from '../../core/deliver/deliver.ts'
import type { UnwantedEventStore } from '../../core/events/unwanted.ts'
import type { Event } from '../../core/events/event.ts'
import type { BusMessage, FanOutPorts } from '../../core/fan-out/fan-out.ts'
import type { DeliveryMessage } from '../../core/deliveries/delivery-message.ts'
import type { WakeUpMessage } from '../../core/waiting/wake-up-message.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import type { Notice } from '../../core/health/notice.ts'
import type { Request } from '../../core/deliver/request.ts'
import type { WakePorts } from '../../core/wake/wake.ts'
import type { TransformationPorts } from '../../core/webhooks/transformation.ts'
import type { EndpointKey } from '../../core/webhooks/endpoint.ts'
import { noon } from './builders.ts'
import { memoryStores } from './memory-stores.ts'
import { open } from './seal.ts'
import { seed, type Seed, takeWebhook } from './seed.ts'
import { storedRows } from './stored-rows.ts'
import { withGetters } from './with-getters.ts'
import { hooks, watched } from './watched.ts'

/** A message on a queue, with the time when it becomes visible (epoch milliseconds). */
export type Queued<Message> = { message: Message; visibleAt: number; receives: number }

export type Given = Seed & {
  now?: Date
  waitsSeconds?: readonly number[]
  random?: () => number
  /** Whether fan-out has time for another page; default: it has. */
  hasTime?: () => boolean
  /**
   * Statuses that the receiver answers with, in order, repeating the last one; or a script.
   */
  replies?: readonly number[] | ((request: Request) => Reply)
  /** What AWS answers; by default no role can be assumed. */
  sendToAws?: DeliverPorts['sendToAws']
  /** The result of the webhooks' token endpoints; by default a failure. */
  accessToken?: BearerPorts['accessToken']
  /** The token endpoint, as tests of webhooks ask it; by default it is down. */
  requestToken?: TokenRequestPorts['requestToken']
  /** Evaluates transformations; by default without a result. */
  evaluate?: TransformationPorts['evaluate']
}

type WorldPorts = DeliverPorts & FanOutPorts & WakePorts & UnwantedEventStore

/** The maximum delay of a wake-up's message, as of SQS. */
const maxDelayMs = 900_000

/**
 * A world in memory: the router's own storage code over tables in memory, and queues that are
 * lists. `hooks` can stop any call of a port, make it fail, or run code around it.
 */
export function aWorld(given: Given = {}) {
  const outside = anOutside(given.now)
  // Watched too, so that a process can be killed between the row and the message.
  const { send } = watched({ send: sendIn(outside) }, outside.hooks)
  const stores = memoryStores(() => outside.now, send)
  seed(stores, given)
  const ports: WorldPorts = { ...stores.ports, ...outsidePorts(outside, given) }
  const rows = storedRows(stores)
  const live = {
    /** The valid messages of the wake-ups queue: a webhook has at most one. */
    get liveWakeUps(): Queued<WakeUpMessage>[] {
      const tokens = new Set([...rows.wakeUps.values()].map(({ token }) => token))
      return outside.wakeUpQueue.filter(
        ({ message }) => message.kind === 'wake-up' && tokens.has(message.token),
      )
    },
  }
  return Object.assign(withGetters(withGetters(outside, rows), live), {
    ports: watched(ports, outside.hooks),
    /** Deletes a webhook, or all waiting rows, without the router. */
    takeWebhook: (key: EndpointKey): void => {
      takeWebhook(stores, key)
    },
    takeWaiting: (): void => void stores.ports.removeWaiting(rows.waiting),
  })
}
export type World = ReturnType<typeof aWorld>

/** Everything but the tables. */
function anOutside(now = noon) {
  const state = {
    /** The clock; only tests move it. */
    now,
    /** The published notices. */
    notices: [] as Notice[],
    eventQueue: [] as Queued<{ event: Event } & BusMessage>[],
    deliveryQueue: [] as Queued<DeliveryMessage>[],
    wakeUpQueue: [] as Queued<WakeUpMessage>[],
    requests: [] as (Request & { at: string; limitMs?: number })[],
    lines: [] as Readonly<Record<string, unknown>>[],
    hooks: hooks(),
    advance(seconds: number): void {
      state.now = new Date(state.now.getTime() + seconds * 1000)
    },
    /** The messages of the deliveries queue. */
    get messages(): DeliveryMessage[] {
      return state.deliveryQueue.map(({ message }) => message)
    },
  }
  return state
}
type Outside = ReturnType<typeof anOutside>

function sendIn(outside: Outside) {
  return (message: WakeUpMessage, at: string) =>
    later(() => {
      const now = outside.now.getTime()
      const visibleAt = Math.max(now, Math.min(Date.parse(at), now + maxDelayMs))
      outside.wakeUpQueue.push({ message, visibleAt, receives: 0 })
    })
}

function outsidePorts(outside: Outside, given: Given) {
  const { random = () => 0, hasTime = () => true, waitsSeconds = [300, 600] } = given
  return {
    post: postIn(outside, given),
    sendToAws:
      given.sendToAws ?? (() => Promise.resolve({ kind: 'unanswered', reason: 'role: none' })),
    openSecrets: open,
    evaluate: given.evaluate ?? (() => Promise.resolve({ reason: 'not JSONata' })),
    accessToken:
      given.accessToken ?? (() => Promise.resolve({ kind: 'failed', reason: 'token: none' })),
    requestToken:
      given.requestToken ?? (() => Promise.resolve({ kind: 'unanswered', reason: 'timeout: dns' })),
    queueDeliveries: (messages: readonly DeliveryMessage[]) =>
      later(() => {
        for (const message of messages) {
          const read = structuredClone(message)
          const visibleAt = outside.now.getTime()
          outside.deliveryQueue.push({ message: read, visibleAt, receives: 0 })
        }
      }),
    hasTime,
    handOn: (event: Event, rest: BusMessage) =>
      later(() => {
        const visibleAt = outside.now.getTime()
        outside.eventQueue.push({ message: { event, ...rest }, visibleAt, receives: 0 })
      }),
    announce: (notice: Notice) => later(() => void outside.notices.push(structuredClone(notice))),
    log: (line: Readonly<Record<string, unknown>>) => void outside.lines.push(line),
    now: () => outside.now,
    newUuid: () => 'uuid',
    random,
    waitsSeconds,
  }
}

function postIn(outside: Outside, { replies = [204] }: Given) {
  const script: readonly number[] = typeof replies === 'function' ? [] : replies
  let posts = 0
  return (request: Request, limitMs?: number) =>
    later((): Reply => {
      const limit = limitMs === undefined ? {} : { limitMs }
      outside.requests.push({ ...request, at: outside.now.toISOString(), ...limit })
      if (typeof replies === 'function') return replies(request)
      posts += 1
      const status = script[posts - 1] ?? script.at(-1) ?? 204
      return { kind: 'answered', status }
    })
}

/** Acts synchronously, and resolves asynchronously. */
async function later<Answer>(act: () => Answer): Promise<Answer> {
  await Promise.resolve()
  return act()
}
