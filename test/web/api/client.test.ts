import { expect, it } from '@jest/globals'

import { apiWith, path } from '../../../web/api/client.ts'
import { ApiFault, faultOf, refusalOf } from '../../../web/api/api-error.ts'

type Answer = Response | Error

/** An API that answers so, one after the other, and what it saw. */
function anApi(...answers: Answer[]) {
  const seen: { url: string; token: string | null; method: string | undefined }[] = []
  const keys: (string | null)[] = []
  const waits: number[] = []
  const connection: string[] = []
  const api = apiWith({
    apiUrl: 'https://api.example.com',
    fetch: (url, init) => {
      const headers = new Headers(init?.headers)
      const token = headers.get('authorization')
      keys.push(headers.get('idempotency-key'))
      seen.push({
        url: url instanceof Request ? url.url : url.toString(),
        token,
        method: init?.method,
      })
      const answer = answers[seen.length - 1] ?? new Error('asked too often')
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    accessToken: () => Promise.resolve('old'),
    renewedToken: (refused) => Promise.resolve(`newer than ${refused}`),
    connection: { isLost: () => connection.push('lost'), isThere: () => connection.push('there') },
    wait: (ms) => Promise.resolve(void waits.push(ms)),
  })
  return { api, seen, keys, waits, connection }
}

const ok = () => Response.json({ id: 1 }, { headers: { etag: '"3-abc"' } })
const refused = (status: number, headers: Record<string, string> = {}) =>
  Response.json({ detail: 'Not so' }, { status, headers })

it('the client asks with its token, and leaves out what is not asked', async () => {
  const { api, seen } = anApi(ok())

  const answer = await api({
    path: '/webhooks',
    query: { limit: 5, cursor: undefined, search: '' },
  })

  expect(answer).toEqual({ status: 200, body: { id: 1 }, text: '{"id":1}', etag: '"3-abc"' })
  expect(seen).toEqual([
    { url: 'https://api.example.com/webhooks?limit=5', token: 'Bearer old', method: 'GET' },
  ])
})

it('the client renews a token that is refused, once', async () => {
  const good = anApi(refused(401), ok())
  const bad = anApi(refused(401), refused(401))

  await good.api({ path: '/me' })
  await expect(bad.api({ path: '/me' })).rejects.toMatchObject({ fault: { status: 401 } })

  expect(good.seen.map(({ token }) => token)).toEqual(['Bearer old', 'Bearer newer than old'])
  expect(bad.seen).toHaveLength(2)
})

it.each([
  ['2', [2000]],
  [undefined, [1000]],
])('the client that is asked to wait (retry-after: %s) does, once', async (seconds, waited) => {
  const headers = seconds === undefined ? {} : { 'retry-after': seconds }
  const { api, waits, seen } = anApi(refused(429, headers), ok())

  await api({ path: '/webhooks' })

  expect(waits).toEqual(waited)
  expect(seen).toHaveLength(2)
})

it('the client asks again with the same key when the first request is still in progress', async () => {
  const { api, keys } = anApi(refused(409, { 'retry-after': '1' }), ok())

  await api({ method: 'POST', path: '/events', text: '{}', idempotencyKey: 'key-1' })

  expect(keys).toEqual(['key-1', 'key-1'])
})

it('the client does not ask again after any other conflict', async () => {
  const { api, seen } = anApi(refused(409), ok())

  await expect(api({ method: 'POST', path: '/x' })).rejects.toMatchObject({
    fault: { status: 409 },
  })

  expect(seen).toHaveLength(1)
})

it.each(['11', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
  'the client does not wait by itself for long or for no number (retry-after: %s)',
  async (seconds) => {
    const { api, waits } = anApi(refused(429, { 'retry-after': seconds }))

    await expect(api({ path: '/webhooks' })).rejects.toBeInstanceOf(ApiFault)

    expect(waits).toEqual([])
  },
)

it('the client says that the connection is lost, and that it is there again', async () => {
  const { api, connection } = anApi(new TypeError('Failed to fetch'), refused(500))

  const first = await api({ path: '/me' }).catch(faultOf)
  const second = await api({ path: '/me' }).catch(faultOf)

  expect(first).toEqual({ kind: 'unreachable' })
  expect(second).toMatchObject({ kind: 'refused', status: 500 })
  expect(connection).toEqual(['lost', 'there'])
})

it('the client says that what came is no answer of the API', async () => {
  const { api } = anApi(new Response('<html>'))

  expect(await api({ path: '/me' }).catch(faultOf)).toEqual({ kind: 'unreadable' })
})

it('path`` encodes what comes from elsewhere', () => {
  expect(path`/webhooks/${'a/b?c'}/test`).toBe('/webhooks/a%2Fb%3Fc/test')
})

it.each([
  [
    'a problem',
    Response.json({ detail: 'Bad', errors: [{ path: 'url', message: 'no' }] }, { status: 400 }),
    { status: 400, detail: 'Bad', errors: [{ path: 'url', message: 'no' }] },
  ],
  [
    'what a gateway says',
    new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
    { status: 502, detail: '', errors: [] },
  ],
  [
    'JSON that is no problem',
    Response.json({ message: 'Unauthorized' }, { status: 401, statusText: 'Unauthorized' }),
    { status: 401, detail: '', errors: [] },
  ],
])('refusalOf() reads %s', async (_, response, fault) => {
  expect(await refusalOf(response)).toEqual({ kind: 'refused', ...fault })
})
