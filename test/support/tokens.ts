import { randomBytes } from 'node:crypto'

import { MemoryLevel } from 'memory-level'

import { accessTokens } from '../../adapters/oauth2/access-tokens.ts'
import { fileEncryption } from '../../adapters/embedded/file-encryption.ts'
import { levelStore } from '../../adapters/leveldb/store.ts'
import { levelTable } from '../../adapters/leveldb/table.ts'
import { tableShapes } from '../../adapters/stores/table-shapes.ts'
import type { SecretContext, Secrets, Table } from '../../core/ports.ts'
import type { OAuth2 } from '../../core/webhooks/authentication.ts'
import type { Reply } from '../../core/deliveries/outcome.ts'
import type { TokenOwner } from '../../core/tokens/token-request.ts'
import { noon } from './builders.ts'
import { aContext } from './seal.ts'

type Post = Parameters<typeof accessTokens>[0]['post']

/** A reply of a token endpoint. */
export function tokenReply(body: unknown, status = 200): Reply {
  const response = { headers: {}, body: { text: JSON.stringify(body) } }
  return { kind: 'answered', status, exchange: { durations: { totalMs: 1 }, response } }
}

/** A token that is by default valid for an hour. */
export function aToken(text: string, expires_in: unknown = 3600): Reply {
  return tokenReply({ access_token: text, token_type: 'Bearer', expires_in })
}

/**
 * Access tokens over one table in memory, one clock and one key: `invocation()` is another process
 * that needs them. Waits take no real time: when no process can continue, the clock advances.
 */
export async function aTokenWorld(given: { post?: Post; secrets?: Secrets } = {}) {
  const db = new MemoryLevel()
  await db.open()
  const state = {
    now: noon,
    requests: [] as { body: string; limitMs: number }[],
    replies: [] as Reply[],
    lines: [] as Readonly<Record<string, unknown>>[],
    /** Runs once, during the next request. */
    meanwhile: undefined as (() => Promise<unknown>) | undefined,
    advance: (seconds: number) => {
      state.now = new Date(state.now.getTime() + seconds * 1000)
    },
  }
  const now = () => state.now
  const table = levelTable(levelStore(db), { name: 'tokens', shape: tableShapes.tokens, now })
  const secrets = given.secrets ?? fileEncryption(randomBytes(32))
  const post: Post = async ({ body = '' }, limitMs) => {
    const number = state.requests.push({ body, limitMs })
    const { meanwhile } = state
    state.meanwhile = undefined
    await meanwhile?.()
    return state.replies.shift() ?? aToken(`token-${number}`)
  }
  const invocation = (overrides: { table?: Table; post?: Post } = {}) =>
    accessTokens({
      table,
      secrets,
      post: given.post ?? post,
      now,
      log: (line) => void state.lines.push(line),
      wait: async (ms) => {
        const until = new Date(state.now.getTime() + ms)
        await someTurns()
        if (state.now < until) state.now = until
      },
      ...overrides,
    })
  const owner = await anOwner(secrets)
  return Object.assign(state, { table, secrets, owner, invocation })
}

/** Long enough for all processes to do what they can do now. */
export async function someTurns(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise(setImmediate)
}

/** A webhook with Client Credentials, its secret sealed. */
export async function anOwner(
  secrets: Secrets,
  overrides: Partial<OAuth2> & { type?: 'OAUTH2_CLIENT_CREDENTIALS' } = {},
): Promise<TokenOwner> {
  const sealed = await secrets.seal('{"clientSecret":"s3cret"}', contextOf('webhook-1'))
  return {
    marketplace: 'acme',
    id: 'webhook-1',
    authentication: { ...clientCredentials, sealed, ...overrides },
  }
}

/** Client Credentials without their secret. */
export const clientCredentials = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  accessTokenUri: 'https://id.example.com/token',
  clientId: 'client-1',
  clientAuthentication: 'BASIC',
} as const

function contextOf(webhook: string): SecretContext {
  return aContext({ endpoint: webhook })
}
