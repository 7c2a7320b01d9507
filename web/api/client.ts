import { ApiError, httpFailureOf } from './api-error.ts'

type ApiRequest = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Such as `/webhooks`. The tag `path` encodes its parts. */
  path: string
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  /** The body: `json` is serialized, `text` is JSON that keeps its numbers exactly. */
  json?: unknown
  text?: string
  ifMatch?: string | undefined
  /** Repeating a request with the same key has no effect. */
  idempotencyKey?: string | undefined
  signal?: AbortSignal
}

/** `text` is the body before parsing, with its numbers unchanged. */
type ApiResponse<Body> = { status: number; body: Body; text: string; etag: string | undefined }

/** Calls the API. Throws an `ApiError`. */
export type Api = <Body>(request: ApiRequest) => Promise<ApiResponse<Body>>

type ApiPorts = {
  apiUrl: string
  fetch: typeof globalThis.fetch
  /** A valid token. */
  accessToken: () => Promise<string>
  /** A newer token than the one that was rejected. */
  renewToken: (rejected: string) => Promise<string>
  /** Called after each request, with or without a response. */
  connection: { onLost: () => void; onResponse: () => void }
  wait: (ms: number) => Promise<void>
}

/** The limit of any request. Sending a test takes up to 25 s. */
const timeoutMs = 30_000

/** The longest Retry-After that the client waits for. */
const maxWaitSeconds = 10

/**
 * The client of the API. The tests of the API prove that its responses have the types in
 * `views.ts`.
 */
export function createApi(ports: ApiPorts): Api {
  return async <Body>(request: ApiRequest): Promise<ApiResponse<Body>> => {
    const response = await sendWithRetry(request, ports)
    if (!response.ok) throw new ApiError(await httpFailureOf(response))
    const text = await textOf(response, request)
    const body = parseBody(text) as Body
    return { status: response.status, body, text, etag: response.headers.get('etag') ?? undefined }
  }
}

/** Reading the body fails if the connection is lost. */
async function textOf(response: Response, { signal }: ApiRequest): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    if (signal?.aborted === true) throw error
    throw new ApiError({ kind: 'unreachable' })
  }
}

function parseBody(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new ApiError({ kind: 'not-json' })
  }
}

/**
 * Repeats a request once: after 401 with a new token, and after 429 or 409 with Retry-After. A 409
 * with Retry-After means that an earlier request with the same key is still in progress.
 */
async function sendWithRetry(request: ApiRequest, ports: ApiPorts): Promise<Response> {
  const token = await ports.accessToken()
  const first = await send(request, token, ports)
  if (first.status === 401) return send(request, await ports.renewToken(token), ports)
  const isInProgress = first.status === 409 && first.headers.has('retry-after')
  if (first.status !== 429 && !isInProgress) return first

  const seconds = Number(first.headers.get('retry-after') ?? 1)
  if (!(seconds <= maxWaitSeconds)) return first
  await ports.wait(seconds * 1000)
  return send(request, token, ports)
}

async function send(request: ApiRequest, token: string, ports: ApiPorts): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal])
  try {
    const response = await ports.fetch(urlOf(request, ports.apiUrl), {
      method: request.method ?? 'GET',
      headers: headersOf(request, token),
      body: bodyOf(request) ?? null,
      signal,
    })
    ports.connection.onResponse()
    return response
  } catch (error) {
    if (request.signal?.aborted === true) throw error
    ports.connection.onLost()
    throw new ApiError({ kind: timeout.aborted ? 'timeout' : 'unreachable' })
  }
}

function urlOf({ path, query = {} }: ApiRequest, apiUrl: string): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  )
  return pairs.length === 0 ? `${apiUrl}${path}` : `${apiUrl}${path}?${searchOf(pairs)}`
}

function searchOf(pairs: string[][]): string {
  return new URLSearchParams(pairs).toString()
}

function headersOf(request: ApiRequest, token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    accept: 'application/json',
    ...(bodyOf(request) !== undefined && { 'content-type': 'application/json' }),
    ...(request.ifMatch !== undefined && { 'if-match': request.ifMatch }),
    ...(request.idempotencyKey !== undefined && { 'idempotency-key': request.idempotencyKey }),
  }
}

function bodyOf({ json, text }: ApiRequest): string | undefined {
  return text ?? (json === undefined ? undefined : JSON.stringify(json))
}

/** Encodes the values: path`/webhooks/${id}/test`. */
export function path(parts: TemplateStringsArray, ...values: readonly string[]): string {
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent))
}
