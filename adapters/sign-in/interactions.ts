import type { IncomingMessage, ServerResponse } from 'node:http'

import type Provider from 'oidc-provider'

import { messagePage, signInPage } from './html.ts'
import { isSame, userOf, failedAttempts } from './users.ts'

type InteractionOptions = { password: string; pageUrl: string; now: () => Date }

export type Interactions = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Enough for a user name and a password. */
const formLimitBytes = 4_096

/** The sign-in form: shows it, checks what was submitted, and completes the interaction. */
export function interactions(
  provider: Provider,
  { password, pageUrl, now }: InteractionOptions,
): Interactions {
  const failures = failedAttempts(now)
  const authenticate = ({ user = '', password: given = '' }: Form): SignInResult => {
    if (!failures.mayTry())
      return { status: 429, error: 'Too many failed attempts. Wait a minute.' }
    const found = userOf(user)
    if (isSame(given, password) && found !== undefined) return { accountId: found.name }
    failures.count()
    return { status: 401, error: 'Incorrect user or password.' }
  }

  return async (request, response) => {
    const show = (status: number, page: string) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    }
    const details = await provider.interactionDetails(request, response).catch(() => undefined)
    if (details === undefined) {
      show(400, messagePage('Sign-in expired', 'It took too long or is already complete.', pageUrl))
      return
    }
    const form = { action: request.url ?? '' }
    if (request.method !== 'POST') {
      const { login_hint: user } = details.params
      show(200, signInPage({ ...form, user: typeof user === 'string' ? user : '' }))
      return
    }
    const submitted = await readForm(request)
    const result = authenticate(submitted)
    if ('error' in result) {
      show(
        result.status,
        signInPage({ ...form, user: submitted['user'] ?? '', error: result.error }),
      )
      return
    }
    const login = { accountId: result.accountId, remember: false }
    await provider.interactionFinished(request, response, { login })
  }
}

type Form = Readonly<Record<string, string>>
type SignInResult = { accountId: string } | { status: number; error: string }

/** The submitted fields; none if the body is larger than the form can produce. */
async function readForm(request: IncomingMessage): Promise<Form> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= formLimitBytes) chunks.push(chunk)
  }
  const text = bytes <= formLimitBytes ? Buffer.concat(chunks).toString() : ''
  return Object.fromEntries(new URLSearchParams(text))
}
