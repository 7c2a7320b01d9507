import { readFile } from 'node:fs/promises'

import type { ApiAnswer } from '../../core/api.ts'
import type { Call } from '../../core/call.ts'
import { scopeOf } from '../../core/caller.ts'
import type { Delivery } from '../../core/delivery.ts'
import type { Event } from '../../core/event.ts'
import type { Health } from '../../core/health.ts'
import { manage, type ManageNeeds } from '../../core/manage.ts'
import type { Saved } from '../../core/webhook-faults.ts'
import type { SecretContext } from '../../core/needs.ts'
import type { Role } from '../../core/roles.ts'
import type { Webhook } from '../../core/webhook.ts'
import { noon, uuidOf } from './builders.ts'
import { aSecret, open, sealOf } from './seal.ts'
import { aWaitingWorld } from './waiting-world.ts'

type Asked = {
  marketplace?: string
  role?: Role
  /** Instead of those of the role in the marketplace; undefined for no token. */
  claims?: unknown
  query?: Record<string, string>
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Sent as it stands, instead of `body`. */
  text?: string
}

/** The management API over tables in memory; `ask()` is a manager's request unless told otherwise. */
export function aManagement(
  given: {
    webhooks?: readonly Webhook[]
    deliveries?: readonly Delivery[]
    events?: readonly Event[]
    health?: readonly Health[]
    /** What is kept of the calls of attempts, by number. */
    calls?: Readonly<Record<number, Call>>
    needs?: Partial<ManageNeeds>
  } = {},
) {
  const waiting = aWaitingWorld(() => state.now)
  const state: State = {
    now: noon,
    waiting,
    webhooks: new Map((given.webhooks ?? []).map((webhook) => [webhook.id, webhook])),
    deliveries: given.deliveries ?? [],
    calls: given.calls ?? {},
    published: [],
    made: 0,
    secrets: 1,
    lines: [],
  }
  const stored = [
    ...(given.events ?? []).map((event) => waiting.needs.storeEvent(event)),
    ...(given.health ?? []).map((health) => waiting.needs.replaceHealth(health, undefined)),
  ]
  const needs = { ...needsOf(state), ...given.needs }
  return Object.assign(state, {
    needs,
    /** `ask('GET /webhooks')` */
    ask: async (line: string, asked: Asked = {}) => {
      await Promise.all(stored)
      return manage(requestOf(line, asked), needs)
    },
  })
}

/** The parsed body of an answer, as the caller gets it. */
export function bodyOf({ body }: ApiAnswer): Record<string, unknown> {
  return JSON.parse(JSON.stringify(body ?? {})) as Record<string, unknown>
}

function requestOf(line: string, asked: Asked) {
  const { marketplace = 'acme', role = 'manager', query = {}, headers = {}, body, text } = asked
  const [method = '', path = ''] = line.split(' ')
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body))
  const claims = { sub: `${role}-1`, scope: scopeOf(marketplace, role) }
  return {
    method,
    path,
    query,
    headers: { ...(content !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: content,
    claims: 'claims' in asked ? asked.claims : claims,
  }
}

type State = {
  now: Date
  waiting: ReturnType<typeof aWaitingWorld>
  webhooks: Map<string, Webhook>
  deliveries: readonly Delivery[]
  calls: Readonly<Record<number, Call>>
  published: Event[]
  made: number
  /** The number of the newest secret; the first that is made is `aSecret(2)`. */
  secrets: number
  lines: Readonly<Record<string, unknown>>[]
}

function needsOf(state: State): ManageNeeds {
  return {
    ...state.waiting.needs,
    ...webhookNeeds(state),
    listDeliveries: (marketplace, { webhook, status }, { limit, from }) => {
      const found = state.deliveries
        .filter((delivery) => delivery.marketplace === marketplace)
        .filter((delivery) => webhook === undefined || delivery.webhook === webhook)
        .filter((delivery) => status === undefined || delivery.status === status)
      const start = from === undefined ? 0 : found.findIndex(({ id }) => id === from)
      const deliveries = found.slice(start, start + limit)
      return Promise.resolve({ deliveries, next: found[start + limit]?.id })
    },
    findDelivery: (marketplace, id) =>
      Promise.resolve(
        state.deliveries.find((it) => it.marketplace === marketplace && it.id === id),
      ),
    countEnded: ({ webhook, status }, { from, to }) => {
      const found = state.deliveries
        .filter((it) => it.webhook === webhook && it.status === status)
        .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
      return Promise.resolve(found.length)
    },
    replaceDelivery: (after, before) => {
      const there = state.deliveries.find(({ id }) => id === before.id)
      const isUnchanged = there?.revision === before.revision
      if (isUnchanged) {
        state.deliveries = state.deliveries.map((it) => (it.id === after.id ? after : it))
      }
      return Promise.resolve(isUnchanged)
    },
    addDelivery: (delivery) => {
      state.deliveries = [...state.deliveries, delivery]
      return Promise.resolve(undefined)
    },
    wait: (ms) => {
      state.now = new Date(state.now.getTime() + ms)
      return Promise.resolve()
    },
    findCalls: ({ attempts }) => Promise.resolve(attempts.map(({ number }) => state.calls[number])),
    publish: (event) => {
      state.published.push(event)
      return Promise.resolve()
    },
    openApi: () => readFile('docs/openapi.json', 'utf8'),
    newUuid: () => uuidOf(4711),
    urlProblem: (url) => (url.startsWith('https://') ? undefined : 'must begin with https://'),
    sealSecrets: (secret: string, context: SecretContext) =>
      Promise.resolve(`${sealOf(context)}${secret}`),
    openSecrets: open,
    newSigningSecret: () => {
      state.secrets += 1
      return aSecret(state.secrets)
    },
    log: (line) => void state.lines.push(line),
    now: () => state.now,
  }
}

function webhookNeeds(state: State) {
  const find = (marketplace: string, id: string) => {
    const webhook = state.webhooks.get(id)
    return webhook?.marketplace === marketplace ? webhook : undefined
  }
  const save = (webhook: Webhook): Saved => {
    const other = [...state.webhooks.values()].find((there) => isInTheWay(there, webhook))
    if (other !== undefined) return { conflictsWith: other.id }
    state.webhooks.set(webhook.id, webhook)
    return 'saved'
  }
  return {
    addWebhook: (webhook: Webhook) => Promise.resolve(save(webhook)),
    findWebhook: (marketplace: string, id: string) => Promise.resolve(find(marketplace, id)),
    listWebhooks: (marketplace: string, limit: number, from = '') =>
      Promise.resolve(
        [...state.webhooks.values()]
          .filter((webhook) => webhook.marketplace === marketplace && webhook.id >= from)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(0, limit),
      ),
    replaceWebhook: (after: Webhook, before: Webhook): Promise<Saved> => {
      const isStale = !isAsRead(find(before.marketplace, before.id), before)
      return Promise.resolve(isStale ? 'stale' : save(after))
    },
    removeWebhook: (webhook: Webhook): Promise<Saved> => {
      const isStale = !isAsRead(find(webhook.marketplace, webhook.id), webhook)
      if (!isStale) state.webhooks.delete(webhook.id)
      return Promise.resolve(isStale ? 'stale' : 'saved')
    },
    newWebhookId: () => {
      state.made += 1
      return `new-${state.made}`
    },
  }
}

function isAsRead(there: Webhook | undefined, read: Webhook): boolean {
  return there?.version === read.version && there.secretShownTimes === read.secretShownTimes
}

function isInTheWay(there: Webhook, webhook: Webhook): boolean {
  return (
    there.id !== webhook.id &&
    there.marketplace === webhook.marketplace &&
    there.url === webhook.url &&
    there.resource === webhook.resource &&
    there.actions.some((action) => webhook.actions.includes(action))
  )
}
