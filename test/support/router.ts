import { randomBytes } from 'node:crypto'

import { MemoryLevel } from 'memory-level'

import { strict } from './strict-rules.ts'
import type { Resolve } from '../../adapters/http-client/name-resolver.ts'
import type { Database } from '../../adapters/leveldb/store.ts'
import { smtpMail } from '../../adapters/smtp/smtp-mail.ts'
import { signToken } from '../../adapters/sign-in/own-tokens.ts'
import { startRouter } from '../../bin/embedded-router.ts'
import type { Brand } from '../../core/settings/brand.ts'
import type { OtherIssuer } from '../../core/settings/other-issuer.ts'
import type { GrantedRole } from '../../core/api/caller.ts'

/** A response of the API, its body parsed. */
type ParsedResponse = { status: number; headers: Headers; body: unknown }

export type Api = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ParsedResponse>

export type TestRouter = {
  url: string
  /** Calls the API with this role in this marketplace. */
  as: (role: GrantedRole, marketplace?: string) => Api
  /** A token of this role in `acme`. */
  token: (role: GrantedRole) => Promise<string>
  /** Calls the API with any token, or with none. */
  get: (path: string, token?: string) => Promise<Response>
  /** The log lines. */
  lines: Record<string, unknown>[]
  countDeadLetters: () => Promise<number>
  stop: () => Promise<void>
}

type Options = {
  db?: Database
  waitsSeconds?: readonly number[]
  loopback?: boolean
  /** Hosts that may be called over http. */
  allowedHosts?: string[]
  resolve?: Resolve
  maxWebhooks?: number
  /** The rate limit of one caller of the API; by default far more than tests need. */
  ratePerSecond?: number
  keys?: { secretsKey: Buffer; tokenKey: Buffer }
  pageFolder?: string
  port?: number
  publicUrl?: string
  isDeveloped?: boolean
  otherIssuer?: OtherIssuer
  brand?: Brand
  frameAncestors?: string[]
  maxConnections?: number
  hasAwsAccess?: boolean
  /** Where mails are sent by SMTP, on this machine. */
  mailPort?: number
}

/** The password of every user of a test's router. */
export const testPassword = 'correct-horse-battery'

export const someKeys = () => ({ secretsKey: randomBytes(32), tokenKey: randomBytes(32) })

/** The whole router on a free port, by default in memory. */
export async function aRouter(options: Options = {}): Promise<TestRouter> {
  const {
    db = new MemoryLevel(),
    waitsSeconds = [0.05, 0.05],
    loopback = true,
    ratePerSecond = 10_000,
  } = options
  const keys = options.keys ?? someKeys()
  const lines: Record<string, unknown>[] = []
  const router = await startRouter({
    db,
    ...keys,
    checkPassword: (given) => Promise.resolve(given === testPassword),
    publicUrl: options.publicUrl,
    pageFolder: options.pageFolder ?? 'test/support/page',
    rules: { ...strict, loopback, allowedHosts: options.allowedHosts ?? [] },
    resolve: options.resolve,
    waitsSeconds,
    retentionDays: 90,
    integrationReminderDays: 7,
    ratePerSecond,
    maxWebhooks: options.maxWebhooks ?? 1_000,
    eventSource: 'marketplace',
    port: options.port ?? 0,
    isDeveloped: options.isDeveloped ?? false,
    otherIssuer: options.otherIssuer,
    brand: options.brand,
    frameAncestors: options.frameAncestors,
    maxConnections: options.maxConnections,
    hasAwsAccess: options.hasAwsAccess,
    ...(options.mailPort !== undefined && { sendMail: mailTo(options.mailPort) }),
    now: () => new Date(),
    log: (line) => lines.push(line),
    onFailure: (error) => {
      throw error
    },
  })
  return {
    ...router,
    lines,
    get: (path, token) =>
      fetch(`${router.url}${path}`, {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    token: (role) => signToken(keys.tokenKey, 'acme', role),
    as: (role, marketplace = 'acme') =>
      apiOf(router.url, () => signToken(keys.tokenKey, marketplace, role)),
  }
}

/** Calls an API with JSON; the token is made for each call. */
export function apiOf(url: string, token: () => Promise<string>): Api {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await token()}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    }
  }
}

function mailTo(port: number) {
  return smtpMail({ url: `smtp://127.0.0.1:${port}`, from: 'router@example.com' })
}
