import type { IncomingMessage, ServerResponse } from 'node:http'

import type Provider from 'oidc-provider'

import type { Table } from '../../core/ports.ts'
import { atMost } from './at-most.ts'
import { type InteractionOptions, type Interactions, interactions } from './interactions.ts'
import { signInKeys } from './keys.ts'
import { styleHash } from './html.ts'
import { accessTokenAlgorithm, apiAudience, providerConfiguration } from './provider.ts'
import { signInRows } from './row-adapter.ts'
import type { TrustedIssuer } from '../jwt/verify-jwt.ts'

type SignInOptions = {
  /** The router's base URL, which serves the page. */
  url: string
  tokenKey: Uint8Array
  /** Other URLs of the page, from which users may sign in too. */
  otherPages: readonly string[]
  /** Stores sessions. */
  table: Table
} & InteractionOptions

export const signInPath = '/sign-in'

/** Sign-ins that are not completed, of all visitors: at 1 KB each, 10 MB. */
const maxUnfinished = 10_000

/**
 * An OpenID Connect provider for the page, on the router's own server, with users of this machine.
 */
export function signIn({ url, tokenKey, otherPages, table, ...options }: SignInOptions) {
  const { now, log } = options
  const keys = signInKeys(tokenKey)
  const issuer = `${url}${signInPath}`
  const start = async (): Promise<Running> => {
    const provider = await newProvider(issuer, {
      ...providerConfiguration(`${url}/`, { keys, otherPages }),
      adapter: (model) => {
        const rows = signInRows(model, { table, keys: keys.rowKeys, now })
        return model === 'Interaction' ? atMost(maxUnfinished, rows) : rows
      },
    })
    provider.on('server_error', (_ctx, error) => {
      log({ level: 'ERROR', message: `Cannot sign in: ${String(error)}` })
    })
    return {
      provide: provider.callback(),
      interact: interactions(provider, `${url}/`, options),
    }
  }
  const headers = headersFor(otherPages)
  let running: Promise<Running> | undefined
  return {
    trusted: trustedIssuer(issuer, keys.signingKey),
    answer: async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      running ??= start() // takes a third of a second, so not before the first visitor
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      await answer(request, response, await running)
    },
  }
}

type Running = { provide: ReturnType<Provider['callback']>; interact: Interactions }

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { provide, interact }: Running,
): Promise<void> {
  const path = (request.url ?? '').slice(signInPath.length)
  if (/^\/interaction\/[\w-]+$/.test(path)) return interact(request, response)

  // oidc-provider derives its mount path from `originalUrl`.
  Object.assign(request, { originalUrl: request.url, url: path === '' ? '/' : path })
  await provide(request, response)
}

function trustedIssuer(issuer: string, { d: _, ...key }: SigningKey): TrustedIssuer {
  return { issuer, audience: apiAudience, algorithms: [accessTokenAlgorithm], key }
}

type SigningKey = ReturnType<typeof signInKeys>['signingKey']

async function newProvider(...given: ConstructorParameters<typeof Provider>): Promise<Provider> {
  // oidc-provider uses `URL.parse`, which Node.js 20 lacks, and warns about that version.
  if (!Reflect.has(URL, 'parse')) Object.assign(URL, { parse: parsedUrl })
  const { warn } = console
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('Unsupported runtime')) warn(...words)
  }
  try {
    const { default: Imported } = await import('oidc-provider')
    return new Imported(...given)
  } finally {
    console.warn = warn
  }
}

function parsedUrl(text: string, base?: string): URL | null {
  return URL.canParse(text, base) ? new URL(text, base) : null
}

/** The pages run no scripts, except one of oidc-provider's own, whose hash the provider adds. */
function headersFor(otherPages: readonly string[]) {
  return {
    'cache-control': 'no-store',
    'content-security-policy': [
      "default-src 'none'",
      'script-src',
      `style-src ${styleHash}`,
      "img-src 'self' data:", // also lets the form load in advance what the page needs next
      // `form-action` also applies to redirects after a form submission.
      ["form-action 'self'", ...otherPages.map((url) => new URL(url).origin)].join(' '),
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  }
}
