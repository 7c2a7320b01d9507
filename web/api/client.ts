import { ApiFault, refusalOf } from './api-error.ts'

/** A request to the API. */
type Call = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Such as `/webhooks`; parts that come from elsewhere are encoded by `path()`. */
  path: string
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** What is sent as JSON; or JSON as it was written, which keeps its numbers. */
  json?: unknown
  text?: string
  ifMatch?: string | undefined
  /** The same key and the same request twice are one. */
  idempotencyKey?: string | undefined
  /** Given up by whoever asked. */
  signal?: AbortSignal
}

/** `text` is the body as it came: what is parsed has lost what its numbers looked like. */
type Answer<Body> = { status: number; body: Body; text: string; etag: string | undefined }

/** Asks the API; throws an `ApiFault` when it brings nothing. */
export type Api = <Body>(call: Call) => Promise<Answer<Body>>

type ApiNeeds = {
  apiUrl: string
  fetch: typeof globalThis.fetch
  /** A token that is good by now. */
  accessToken: () => Promise<string>
  /** A newer one than this, which was refused. */
  renewedToken: (refused: string) => Promise<string>
  /** Told after each call whether an answer came at all. */
  connection: { isLost: () => void; isThere: () => void }
  wait: (ms: number) => Promise<void>
}

/** Nothing hangs longer than this. A test of a webhook takes up to 25 s. */
const limitMs = 30_000

/** Longer waits than this are for people to decide. */
const longestWaitSeconds = 10

/**
 * The API behind `needs.apiUrl`, as whoever is signed in may use it. That it answers in the shapes
 * of `views.ts` is for the tests of the API to prove.
 */
export function apiWith(needs: ApiNeeds): Api {
  return async <Body>(call: Call): Promise<Answer<Body>> => {
    const response = await patiently(call, needs)
    if (!response.ok) throw new ApiFault(await refusalOf(response))
    const text = await textOf(response, call)
    const body = read(text) as Body
    return { status: response.status, body, text, etag: response.headers.get('etag') ?? undefined }
  }
}

/** The connection may be lost while the answer comes, too. */
async function textOf(response: Response, { signal }: Call): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiFault({ kind: 'unreachable' })
  }
}

function read(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiFault({ kind: 'unreadable' })
  }
}

/**
 * Renews a token that is refused, and waits when asked to; each of them once. Asked to it is by a
 * limit, and while the first of two requests with the same key is in progress.
 */
async function patiently(call: Call, needs: ApiNeeds): Promise<Response> {
  const token = await needs.accessToken()
  const first = await send(call, token, needs)
  if (first.status === 401) return send(call, await needs.renewedToken(token), needs)
  const isInProgress = first.status === 409 && first.headers.has('retry-after')
  if (first.status !== 429 && !isInProgress) return first

  const seconds = Number(first.headers.get('retry-after') ?? 1)
  if (!(seconds <= longestWaitSeconds)) return first
  await needs.wait(seconds * 1000)
  return send(call, token, needs)
}

async function send(call: Call, token: string, needs: ApiNeeds): Promise<Response> {
  const limit = AbortSignal.timeout(limitMs)
  const signal = call.signal === undefined ? limit : AbortSignal.any([limit, call.signal])
  try {
    const response = await needs.fetch(urlOf(call, needs.apiUrl), {
      method: call.method ?? 'GET',
      headers: headersOf(call, token),
      body: bodyOf(call) ?? null,
      signal,
    })
    needs.connection.isThere()
    return response
  } catch (error) {
    if (call.signal?.aborted === true) throw error
    needs.connection.isLost()
    throw new ApiFault({ kind: limit.aborted ? 'timeout' : 'unreachable' })
  }
}

function urlOf({ path, query = {} }: Call, apiUrl: string): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return given.length === 0 ? `${apiUrl}${path}` : `${apiUrl}${path}?${searchOf(given)}`
}

function searchOf(pairs: string[][]): string {
  return new URLSearchParams(pairs).toString()
}

function headersOf(call: Call, token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(bodyOf(call) !== undefined && { 'content-type': 'application/json' }),
    ...(call.ifMatch !== undefined && { 'if-match': call.ifMatch }),
    ...(call.idempotencyKey !== undefined && { 'idempotency-key': call.idempotencyKey }),
  }
}

function bodyOf({ json, text }: Call): string | undefined {
  return text ?? (json === undefined ? undefined : JSON.stringify(json))
}

/** `path`/webhooks/${id}/test`` with what it is made of encoded. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent))
}
