import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'

import { eventXml } from '../../adapters/xml/event-xml.ts'
import { newClientKey } from '../../adapters/oauth2/new-key-pair.ts'
import type { BearerToken } from '../../core/api/bearer-token.ts'
import type { ApiResponse } from '../../core/api/operation.ts'
import { operator, scopeOf } from '../../core/api/caller.ts'
import type { Event } from '../../core/events/event.ts'
import type { ManagePorts } from '../../core/manage/manage.ts'
import type { Log, SecretContext } from '../../core/ports.ts'
import { portalIssuer } from '../../core/api-keys/portal-link.ts'
import { type GrantedRole, portalLink } from '../../core/api/roles.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import { type Answered, apiClient } from './api-client.ts'
import { noon, uuidOf } from './builders.ts'
import { aKeyPair, aSecret, open, sealOf } from './seal.ts'
import { putWebhook, seed, type Seed, takeWebhook } from './seed.ts'
import { storedRows } from './stored-rows.ts'
import { aWaitingWorld } from './waiting-world.ts'
import { withGetters } from './with-getters.ts'

type Asked = {
  marketplace?: string
  /** By default the one that the path is for: `operator` of marketplaces, otherwise mostly `manager`. */
  role?: GrantedRole | typeof operator | typeof portalLink
  /** Replace those of the role in the marketplace; undefined for no token. */
  claims?: unknown
  query?: Record<string, string | readonly string[]>
  headers?: Record<string, string>
  /** Sent as JSON. */
  body?: unknown
  /** Sent verbatim, instead of `body`. */
  text?: string
}

/**
 * The management API over the router's storage code in memory; `ask()` makes a manager's request by
 * default.
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
  const client = apiClient(ports)
  return Object.assign(withGetters(state, view), {
    ports,
    /** `ask('GET /webhooks')`: the response without the headers that each has. */
    ask: async (line: string, asked: Asked = {}) =>
      withoutCommon(await client(line, requestOf(line, asked))),
    /** The body of the response, verbatim. */
    askForText: async (line: string, asked: Asked = {}) =>
      (await client(line, requestOf(line, asked))).text,
  })
}

/** Removes the headers that every response has; test/lambdas/manage.test.ts checks them. */
function withoutCommon({ status, headers, body }: Answered): ApiResponse {
  const common: Readonly<Record<string, string>> = {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  }
  const own = Object.entries(headers).filter(([name, value]) => common[name] !== value)
  return {
    status,
    ...(own.length > 0 && { headers: Object.fromEntries(own) }),
    ...(body !== undefined && { body }),
  }
}

/** The body of a response that has one. */
export function bodyOf({ body = {} }: ApiResponse): Record<string, unknown> {
  return body as Record<string, unknown>
}

function requestOf(line: string, asked: Asked) {
  const usual = usualRole(line)
  const { marketplace = 'acme', role = usual, query = {}, headers = {}, body, text } = asked
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body))
  const claims = 'claims' in asked ? asked.claims : claimsFor(role, marketplace)
  const token: BearerToken = claims === undefined ? { reason: 'missing' } : { claims }
  return {
    query,
    headers: { ...(content !== undefined && { 'content-type': 'application/json' }), ...headers },
    text: content,
    token,
  }
}

function usualRole(line: string) {
  if (line.includes(' /portal-sessions')) return portalLink
  return line.includes(' /marketplaces') ? operator : 'manager'
}

/** A portal link is the one that the world made. */
function claimsFor(role: NonNullable<Asked['role']>, marketplace: string) {
  if (role === portalLink) {
    return { iss: portalIssuer, sub: '5e1f0c7a9b3d2846', scope: `${marketplace}/${portalLink}` }
  }
  return { sub: `${role}-1`, scope: role === operator ? operator : scopeOf(marketplace, role) }
}

type State = {
  now: Date
  waiting: ReturnType<typeof aWaitingWorld>
  published: Event[]
  made: number
  /** The number of the newest secret; the first new one is `aSecret(2)`. */
  secrets: number
  lines: Readonly<Record<string, unknown>>[]
  /** Stores or deletes a webhook of `acme` directly, not through the API. */
  saveWebhook: (webhook: Webhook) => void
  takeWebhook: (id: string) => void
}

function portsOf(state: State): ManagePorts & { log: Log } {
  return {
    ...state.waiting.ports,
    queueCall: () => Promise.resolve(),
    publishOutcome: () => Promise.resolve(undefined),
    publishProgress: () => Promise.resolve(undefined),
    newToken: randomUUID,
    eventXml,
    vendorUrl: 'https://hooks.example.com',
    pageUrl: 'https://hooks.example.com',
    wait: (ms) => {
      state.now = new Date(state.now.getTime() + ms)
      return Promise.resolve()
    },
    publish: (event) => {
      state.published.push(event)
      return Promise.resolve(undefined)
    },
    openApi: () => readFile('docs/openapi.json', 'utf8'),
    mustWaitSeconds: () => 0,
    maxWebhooks: 1_000,
    waitsSeconds: [300, 600],
    newUuid: () => uuidOf(4711),
    randomHex: (bytes) => '5e1f0c7a9b3d2846'.repeat(bytes / 8),
    newWebhookId: () => {
      state.made += 1
      return `new-${state.made}`
    },
    awsAccess: { principalArn: 'arn:aws:iam::111111111111:role/Deliver' },
    urlRefusal: (url) => (url.startsWith('https://') ? undefined : 'must begin with https://'),
    evaluate: ({ expression }) =>
      Promise.resolve(
        expression === '('
          ? { reason: 'Expected ")" before end of expression', position: 1 }
          : { json: '{"id":12345678901234567890}' },
      ),
    sealSecrets: (secret: string, context: SecretContext) =>
      Promise.resolve(`${sealOf(context)}${secret}`),
    openSecrets: open,
    newClientKey,
    newSigningSecret: () => {
      state.secrets += 1
      return aSecret(state.secrets)
    },
    newKeyPair: () => {
      state.secrets += 1
      return aKeyPair(state.secrets)
    },
    log: (line) => void state.lines.push(line),
    now: () => state.now,
  }
}
