import { createPostriderClient, type Postrider } from '../../client/postrider.ts'
import { ApiError, httpFailureOf } from './api-error.ts'

/** The API's client, with the session of the page. */
export type Api = Postrider

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

/** The client of the API. `dataOf()` has what its calls resolve with. */
export function createApi(ports: ApiPorts): Api {
  return createPostriderClient({
    url: ports.apiUrl,
    headers: { accept: 'application/json' },
    fetch: (request) => sendWithRetry(request, ports),
  })
}

type Call<Data> = Promise<{ data?: Data; response: Response }>

/** The body of a successful response. Throws an `ApiError`. */
export async function dataOf<Data>(call: Call<Data>): Promise<Data> {
  const { data } = await call.catch(rethrow)
  return data as Data // present, because `sendWithRetry` throws the errors
}

/** The session's and the connection's errors are there; the others are those of reading a body. */
function rethrow(error: unknown): never {
  if (error instanceof SyntaxError) throw new ApiError({ kind: 'not-json' })
  if (error instanceof TypeError) throw new ApiError({ kind: 'unreachable' })
  throw error
}

/**
 * Repeats a request once: after 401 with a new token, and after 429 or 409 with Retry-After. A 409
 * with Retry-After means that an earlier request with the same key is still in progress.
 */
async function sendWithRetry(request: Request, ports: ApiPorts): Promise<Response> {
  const response = await sendTwice(request, ports)
  if (!response.ok) throw new ApiError(await httpFailureOf(response))
  return response
}

async function sendTwice(request: Request, ports: ApiPorts): Promise<Response> {
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

/** Sends a copy, so that the request can be repeated. */
async function send(request: Request, token: string, ports: ApiPorts): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const copy = request.clone()
  copy.headers.set('authorization', `Bearer ${token}`)
  try {
    const signal = AbortSignal.any([timeout, request.signal])
    const response = await ports.fetch(copy, { signal })
    ports.connection.onResponse()
    return response
  } catch (error) {
    if (request.signal.aborted) throw error
    ports.connection.onLost()
    throw new ApiError({ kind: timeout.aborted ? 'timeout' : 'unreachable' })
  }
}
