import { expect, it } from '@jest/globals'

import { createPostriderClient } from '../../client/postrider.ts'

/** A client, and the requests that it sent. */
function aClient(token: string | (() => Promise<string>), reply: Response) {
  const sent: Request[] = []
  const answer = (request: Request) => {
    sent.push(request)
    return Promise.resolve(reply)
  }
  const client = createPostriderClient({ url: 'https://api.example.com/', token, fetch: answer })
  return { client, sent }
}

it('the client calls the API with its API key', async () => {
  const { client, sent } = aClient('pr_key', Response.json({ id: 'a/b' }))

  const { data } = await client.GET('/webhooks/{id}', { params: { path: { id: 'a/b' } } })

  expect(data?.id).toBe('a/b')
  expect(sent[0]?.url).toBe('https://api.example.com/webhooks/a%2Fb')
  expect(sent[0]?.headers.get('authorization')).toBe('Bearer pr_key')
})

it('the client asks for a token for each request', async () => {
  let count = 0
  const { client, sent } = aClient(
    () => Promise.resolve(`token ${(count += 1)}`),
    new Response(null, { status: 204 }),
  )

  await client.DELETE('/webhooks/{id}', { params: { path: { id: 'a' } } })
  await client.DELETE('/webhooks/{id}', { params: { path: { id: 'b' } } })

  const tokens = sent.map(({ headers }) => headers.get('authorization'))
  expect(tokens).toEqual(['Bearer token 1', 'Bearer token 2'])
})

it('the client resolves with the problem of an error response', async () => {
  const problem = { type: 'about:blank', title: 'Not Found', status: 404, detail: 'Cannot find it' }
  const headers = { 'content-type': 'application/problem+json' }
  const { client } = aClient('pr_key', Response.json(problem, { status: 404, headers }))

  const { data, error } = await client.GET('/deliveries/{id}', { params: { path: { id: 'a' } } })

  expect(data).toBeUndefined()
  expect(error?.detail).toBe('Cannot find it')
})
