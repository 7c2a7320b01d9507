import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import type Provider from 'oidc-provider'

import type { Log } from '../../core/ports.ts'
import { limitedLog } from '../common/sampled-lines.ts'
import { messagePage, signInPage } from './html.ts'
import type { CheckPassword } from './password.ts'
import { slowedAttempts } from './slowed-attempts.ts'
import { userOf } from './users.ts'

export type InteractionOptions = {
  checkPassword: CheckPassword
  /** The address of the client. */
  addressOf: (request: IncomingMessage) => string | undefined
  /** The URLs of what the page loads after the sign-in. */
  nextFiles: () => Promise<readonly string[]>
  now: () => Date
  log: Log
}

export type Interactions = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Enough for a user name and a password. */
const formLimitBytes = 4_096

/** The sign-in form: shows it, checks what was submitted, and completes the interaction. */
export function interactions(
  provider: Provider,
  pageUrl: string,
  options: InteractionOptions,
): Interactions {
  const authenticate = authentication(options)
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
      const next = await options.nextFiles()
      show(200, signInPage({ ...form, next, user: typeof user === 'string' ? user : '' }))
      return
    }
    const submitted = await readForm(request)
    const result = await authenticate(submitted, request)
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

/** Checks a submitted form, and logs a failure without the password. */
function authentication({ checkPassword, addressOf, now, log }: InteractionOptions) {
  const attempt = slowedAttempts({ now, wait })
  const logIncorrect = limitedLog({ log, now })
  const logTooMany = limitedLog({ log, now })
  return async (form: Form, request: IncomingMessage): Promise<SignInResult> => {
    const address = addressOf(request)
    const found = userOf(form['user'] ?? '')
    const check = async () => (await checkPassword(form['password'] ?? '')) && found !== undefined
    const answer = await attempt(address ?? '', check)
    if (answer === 'right' && found !== undefined) return { accountId: found.name }
    // A name that is no user's may be a password in the wrong field.
    const line = { level: 'WARN', message: 'sign-in failed', user: found?.name, address }
    if (answer === 'too many') {
      logTooMany({ ...line, reason: 'too many attempts of this address' })
      return tooManyAttempts
    }
    logIncorrect({ ...line, reason: 'incorrect user or password' })
    return incorrect
  }
}

const incorrect: SignInResult = { status: 401, error: 'Incorrect user or password.' }
const tooManyAttempts: SignInResult = {
  status: 429,
  error: 'Other attempts are being checked. Try again in a few seconds.',
}

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
