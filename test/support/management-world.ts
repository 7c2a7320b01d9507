import { readFile } from 'node:fs/promises'

import type { ApiResponse } from '../../core/api/operation.ts'
import { scopeOf } from '../../core/api/caller.ts'
import type { Event } from '../../core/events/event.ts'
import { manage, type ManagePorts } from '../../core/manage/manage.ts'
import type { SecretContext } from '../../core/ports.ts'
import type { Role } from '../../core/api/roles.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { noon, uuidOf } from './builders.ts'
import { aSecret, open, sealOf } from './seal.ts'
import { putWebhook, seed, type Seed, takeWebhook } from './seed.ts'
import { storedRows } from './stored-rows.ts'
import { aWaitingWorld } from './waiting-world.ts'
import { withGetters } from './with-getters.ts'

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
 * The management API over real storage in memory; `ask()` is a manager's request unless told otherwise.
 */
export function aManagement(
  given: Omit<Seed, 'waiting'> & {
    ports?: Partial<ManagePorts>
  } = {},
) {
  const waiting = aWaitingWorld(() => state.now)
  const state: State = {
    now: noon,
    waiting,
    published: [],
    made: 0,
    secrets: 1,
    lines: [],
    saveWebhook: (webhook) => {
      putWebhook(waiting, webhook)
    },
    takeWebhook: (id) => {
      takeWebhook(waiting, { marketplace: 'acme', id })
    },
  }
  seed(waiting, given)
  const rows = storedRows(waiting)
  const view = {
    get webhooks() {
      return rows.webhooks
    },
    get deliveries() {
      return rows.deliveries
    },
  }
  const ports = { ...portsOf(state), ...given.ports }
  return Object.assign(withGetters(state, view), {
    ports,
    /** `ask('GET /webhooks')` */
    ask: (line: string, asked: Asked = {}) => manage(requestOf(line, asked), ports),
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
  published: Event[]
  made: number
  /** The number of the newest secret; the first that is made is `aSecret(2)`. */
  secrets: number
  lines: Readonly<Record<string, unknown>>[]
  /** Puts a webhook of `acme` there, or takes it away, behind the API's back. */
  saveWebhook: (webhook: Webhook) => void
  takeWebhook: (id: string) => void
}

function portsOf(state: State): ManagePorts {
  return {
    ...state.waiting.ports,
    wait: (ms) => {
      state.now = new Date(state.now.getTime() + ms)
      return Promise.resolve()
    },
    publish: (event) => {
      state.published.push(event)
      return Promise.resolve()
    },
    openApi: () => readFile('docs/openapi.json', 'utf8'),
    mustWaitSeconds: () => 0,
    newUuid: () => uuidOf(4711),
    newWebhookId: () => {
      state.made += 1
      return `new-${state.made}`
    },
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
