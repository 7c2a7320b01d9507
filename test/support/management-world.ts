import { readFile } from 'node:fs/promises'

import { auditIn } from '../../adapters/stores/audit-store.ts'
import { requestsIn } from '../../adapters/stores/idempotency-store.ts'
import { tableShapes } from '../../adapters/stores/table-shapes.ts'
import type { ApiResponse } from '../../core/api/operation.ts'
import type { AuditEntry } from '../../core/audit/audit-entry.ts'
import type { HttpExchange } from '../../core/deliveries/http-exchange.ts'
import { scopeOf } from '../../core/api/caller.ts'
import type { Delivery } from '../../core/deliveries/delivery.ts'
import { passes } from '../../core/deliveries/delivery-filter.ts'
import type { Event } from '../../core/events/event.ts'
import type { Health } from '../../core/health/health.ts'
import { manage, type ManagePorts } from '../../core/manage/manage.ts'
import type { SecretContext, Table } from '../../core/ports.ts'
import type { Role } from '../../core/api/roles.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { noon, uuidOf } from './builders.ts'
import { countedTable } from './counted-table.ts'
import { aSecret, open, sealOf } from './seal.ts'
import { aWaitingWorld } from './waiting-world.ts'
import type { Saved } from '../../core/webhooks/saved.ts'

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

/**
 * The management API over tables in memory; `ask()` is a manager's request unless told otherwise.
 */
export function aManagement(
  given: {
    webhooks?: readonly Webhook[]
    deliveries?: readonly Delivery[]
    events?: readonly Event[]
    health?: readonly Health[]
    /** What is kept of the calls of attempts, by number. */
    calls?: Readonly<Record<number, HttpExchange>>
    ports?: Partial<ManagePorts>
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
    requests: countedTable(tableShapes.events, () => state.now),
    audit: countedTable(tableShapes.webhooks, () => state.now),
  }
  const stored = [
    ...(given.events ?? []).map((event) => waiting.ports.storeEvent(event)),
    ...(given.health ?? []).map((health) => waiting.ports.replaceHealth(health, undefined)),
  ]
  const ports = { ...portsOf(state), ...given.ports }
  return Object.assign(state, {
    ports,
    /** `ask('GET /webhooks')` */
    ask: async (line: string, asked: Asked = {}) => {
      await Promise.all(stored)
      return manage(requestOf(line, asked), ports)
    },
  })
}

/** The parsed body of an answer, as the caller gets it. */
export function bodyOf({ body = {}, text }: ApiResponse): Record<string, unknown> {
  return JSON.parse(text ?? JSON.stringify(body)) as Record<string, unknown>
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
  calls: Readonly<Record<number, HttpExchange>>
  published: Event[]
  made: number
  /** The number of the newest secret; the first that is made is `aSecret(2)`. */
  secrets: number
  lines: Readonly<Record<string, unknown>>[]
  /** What was put on record. */
  audit: Table
  /** Those that carried an Idempotency-Key. */
  requests: Table
}

function portsOf(state: State): ManagePorts {
  return {
    ...state.waiting.ports,
    ...requestsIn(state.requests, () => state.now),
    ...webhookPorts(state),
    listDeliveries: (marketplace, filter, { limit, from }) => {
      const found = state.deliveries
        .filter((delivery) => delivery.marketplace === marketplace)
        .filter((delivery) => passes(delivery, filter))
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
        .filter((it) => it.webhook === webhook && it.status === status && it.isTest !== true)
        .filter(({ createdAt }) => createdAt >= from && createdAt <= to)
      return Promise.resolve(found.length)
    },
    countBucket: (webhook, { from, to }) => {
      const found = state.deliveries.filter(
        (it) =>
          it.webhook === webhook.id && !it.isTest && it.createdAt >= from && it.createdAt < to,
      )
      const total = (status: string) => found.filter((it) => it.status === status).length
      const [failed, skipped] = [total('failed'), total('skipped')]
      const sampleMs = found.flatMap(({ attempts }) => attempts.at(-1)?.durationMs ?? [])
      const counts = { total: found.length, failed, skipped, waiting: 0, sampled: found.length }
      return Promise.resolve({ ...counts, sampleMs })
    },
    findOnTheirWay: ({ id }) =>
      Promise.resolve(
        state.deliveries
          .filter(({ webhook, status }) => webhook === id && status === 'pending')
          .map(({ createdAt }) => createdAt),
      ),
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
    mustWaitSeconds: () => 0,
    newUuid: () => uuidOf(4711),
    urlRefusal: (url) => (url.startsWith('https://') ? undefined : 'must begin with https://'),
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

function webhookPorts(state: State) {
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
  const put = async (saved: Saved, entry: AuditEntry): Promise<Saved> => {
    if (saved === 'saved') await auditIn(state.audit).addAudit(entry)
    return saved
  }
  return {
    ...auditIn(state.audit),
    addWebhook: (webhook: Webhook, entry: AuditEntry) => put(save(webhook), entry),
    findWebhook: (marketplace: string, id: string) => Promise.resolve(find(marketplace, id)),
    findWebhooks: (marketplace: string) =>
      Promise.resolve([...state.webhooks.values()].filter((it) => it.marketplace === marketplace)),
    replaceWebhook: (after: Webhook, before: Webhook, entry: AuditEntry): Promise<Saved> => {
      const there = find(before.marketplace, before.id)
      return put(isAsRead(there, before) ? save(after) : whyNot(there), entry)
    },
    removeWebhook: (webhook: Webhook, entry: AuditEntry): Promise<Saved> => {
      const there = find(webhook.marketplace, webhook.id)
      if (!isAsRead(there, webhook)) return put(whyNot(there), entry)
      state.webhooks.delete(webhook.id)
      return put('saved', entry)
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

function whyNot(there: Webhook | undefined): Saved {
  return there === undefined ? 'gone' : 'stale'
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
