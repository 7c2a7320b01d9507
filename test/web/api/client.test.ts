import { expect, it } from '@jest/globals'

import { ApiError, failureOf, httpFailureOf } from '../../../web/api/api-error.ts'
import { createApi, dataOf } from '../../../web/api/client.ts'
import { queryOf } from '../../../web/api/query.ts'

type Reply = Response | Error

/** An API with scripted responses, and the requests that it received. */
function anApi(...responses: Reply[]) {
  const sent: { url: string; token: string | null; method: string }[] = []
  const keys: (string | null)[] = []
  const bodies: string[] = []
  const waits: number[] = []
  const connection: string[] = []
  const api = createApi({
    apiUrl: 'https://api.example.com',
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const { url, method, headers } = request
      keys.push(headers.get('idempotency-key'))
      bodies.push(await request.text())
      sent.push({ url, method, token: headers.get('authorization') })
      const response = responses[sent.length - 1] ?? new Error('too many requests')
      if (response instanceof Error) throw response
      return response
    },
    accessToken: () => Promise.resolve('old'),
    renewToken: (refused) => Promise.resolve(`newer than ${refused}`),
    connection: {
      onLost: () => connection.push('offline'),
      onResponse: () => connection.push('online'),
    },
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  })
  return { api, sent, keys, bodies, waits, connection }
}

const event = {
  timestamp: 1,
  resource: { type: 'COMPANY', uuid: '1' },
  resourceAction: 'ADDED',
} as const

const ok = () => Response.json({ id: 1 }, { headers: { etag: '"3-abc"' } })
const refused = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ detail: 'Not allowed' }, { status, headers })

it('the client sends its token and leaves out empty parameters', async () => {
  const { api, sent } = anApi(ok())

  const query = queryOf<'/webhooks'>({ limit: 5, cursor: undefined, search: '' })

  const page = await dataOf(api.GET('/webhooks', { params: { query } }))

  expect(page).toEqual({ id: 1 })
  expect(sent).toEqual([
    { url: 'https://api.example.com/webhooks?limit=5', token: 'Bearer old', method: 'GET' },
  ])
})

it('the client renews a rejected token once', async () => {
  const good = anApi(refused(401), ok())
  const bad = anApi(refused(401), refused(401))

  await dataOf(good.api.GET('/me'))
  await expect(dataOf(bad.api.GET('/me'))).rejects.toMatchObject({ failure: { status: 401 } })

  expect(good.sent.map(({ token }) => token)).toEqual(['Bearer old', 'Bearer newer than old'])
  expect(bad.sent).toHaveLength(2)
})

it.each([
  ['2', [2000]],
  [undefined, [1000]],
])('the client waits once for Retry-After: %s', async (seconds, waited) => {
  const headers = seconds === undefined ? {} : { 'retry-after': seconds }
  const { api, waits, sent } = anApi(refused(429, headers), ok())

  await api.GET('/webhooks')

  expect(waits).toEqual(waited)
  expect(sent).toHaveLength(2)
})

it('the client repeats a request with the same key when the first one is in progress', async () => {
  const { api, keys, bodies } = anApi(refused(409, { 'retry-after': '1' }), ok())

  const params = { header: { 'Idempotency-Key': 'key-1' } }
  await api.POST('/events', { params, body: event, bodySerializer: () => '{"exact":1.0}' })

  expect(keys).toEqual(['key-1', 'key-1'])
  expect(bodies).toEqual(['{"exact":1.0}', '{"exact":1.0}'])
})

it('the client does not repeat a request after any other conflict', async () => {
  const { api, sent } = anApi(refused(409), ok())

  await expect(api.POST('/events', { body: event })).rejects.toMatchObject({
    failure: { status: 409 },
  })

  expect(sent).toHaveLength(1)
})

it.each(['11', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
  'the client does not wait for Retry-After: %s',
  async (seconds) => {
    const { api, waits } = anApi(refused(429, { 'retry-after': seconds }))

    await expect(api.GET('/webhooks')).rejects.toBeInstanceOf(ApiError)

    expect(waits).toEqual([])
  },
)

it('the client reports a lost and a restored connection', async () => {
  const { api, connection } = anApi(new TypeError('Failed to fetch'), refused(500))

  const first = await dataOf(api.GET('/me')).catch(failureOf)
  const second = await dataOf(api.GET('/me')).catch(failureOf)

  expect(first).toEqual({ kind: 'unreachable' })
  expect(second).toMatchObject({ kind: 'http-error', status: 500 })
  expect(connection).toEqual(['offline', 'online'])
})

it('the client reports a response that is not JSON', async () => {
  const { api } = anApi(new Response('<html>'))

  expect(await dataOf(api.GET('/me')).catch(failureOf)).toEqual({ kind: 'not-json' })
})

it('the client reports a connection that is lost while it reads a response', async () => {
  const body = new ReadableStream({ pull: () => Promise.reject(new TypeError('network error')) })
  const { api } = anApi(new Response(body))

  expect(await dataOf(api.GET('/me')).catch(failureOf)).toEqual({ kind: 'unreachable' })
})

it('the client passes on that a request was aborted', async () => {
  const { api, connection } = anApi(new Error('aborted'))

  const call = dataOf(api.GET('/me', { signal: AbortSignal.abort() }))

  await expect(call).rejects.not.toBeInstanceOf(ApiError)
  expect(connection).toEqual([])
})

it('the client encodes the parameters of a path', async () => {
  const { api, sent } = anApi(ok())

  await api.GET('/webhooks/{id}', { params: { path: { id: 'a/b?c' } } })

  expect(sent[0]?.url).toBe('https://api.example.com/webhooks/a%2Fb%3Fc')
})

it.each([
  [
    'problem+json',
    Response.json({ detail: 'Bad', errors: [{ path: 'url', message: 'no' }] }, { status: 400 }),
    { status: 400, detail: 'Bad', errors: [{ path: 'url', message: 'no' }] },
  ],
  [
    'the response of a gateway',
    new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
    { status: 502, detail: '', errors: [] },
  ],
  [
    'JSON that is not problem+json',
    Response.json({ message: 'Unauthorized' }, { status: 401, statusText: 'Unauthorized' }),
    { status: 401, detail: '', errors: [] },
  ],
])('httpFailureOf() parses %s', async (_, response, failure) => {
  expect(await httpFailureOf(response)).toEqual({ kind: 'http-error', ...failure })
})
