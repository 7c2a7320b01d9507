import type { IncomingMessage, ServerResponse } from 'node:http'

import type Provider from 'oidc-provider'

import { messagePage, signInPage } from './pages.ts'
import { isSame, userOf, wrongTries } from './users.ts'

type InteractionOptions = { password: string; pageUrl: string; now: () => Date }

export type Interactions = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** As much as a name and a password need. */
const formLimitBytes = 4_096

/** The form in which somebody says who they are, and what becomes of it. */
export function interactions(
  provider: Provider,
  { password, pageUrl, now }: InteractionOptions,
): Interactions {
  const tries = wrongTries(now)
  const judge = ({ user = '', password: given = '' }: Form): Judgement => {
    if (!tries.mayTry()) return { status: 429, error: 'Too many wrong tries. Wait a minute.' }
    const found = userOf(user)
    if (isSame(given, password) && found !== undefined) return { accountId: found.name }
    tries.count()
    return { status: 401, error: 'No such user, or a wrong password.' }
  }

  return async (request, response) => {
    const show = (status: number, page: string) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    }
    const details = await provider.interactionDetails(request, response).catch(() => undefined)
    if (details === undefined) {
      show(
        400,
        messagePage('This sign-in is over', 'It was open for too long, or is done.', pageUrl),
      )
      return
    }
    const form = { action: request.url ?? '' }
    if (request.method !== 'POST') {
      const { login_hint: user } = details.params
      show(200, signInPage({ ...form, user: typeof user === 'string' ? user : '' }))
      return
    }
    const given = await readForm(request)
    const judgement = judge(given)
    if ('error' in judgement) {
      show(
        judgement.status,
        signInPage({ ...form, user: given['user'] ?? '', error: judgement.error }),
      )
      return
    }
    const login = { accountId: judgement.accountId, remember: false }
    await provider.interactionFinished(request, response, { login })
  }
}

type Form = Readonly<Record<string, string>>
type Judgement = { accountId: string } | { status: number; error: string }

/** What the browser sent; nothing when it is more than the form can hold. */
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
