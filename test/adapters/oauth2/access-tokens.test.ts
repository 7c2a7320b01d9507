import { describe, expect, it } from '@jest/globals'

import { accessTokens } from '../../../adapters/oauth2/access-tokens.ts'
import { LocalFault } from '../../../core/deliveries/local-fault.ts'
import type { Table } from '../../../core/ports.ts'
import { anOwner, aToken, aTokenWorld, someTurns, tokenReply } from '../../support/tokens.ts'

const hundred = Array.from({ length: 100 }, (_, number) => number)

/** The token that an attempt starting now gets. */
type World = Awaited<ReturnType<typeof aTokenWorld>>
const ask = (world: World, tokens: ReturnType<typeof accessTokens>, refused?: string) =>
  tokens(world.owner, { since: world.now, ...(refused !== undefined && { refused }) })

const text = (got: Awaited<ReturnType<ReturnType<typeof accessTokens>>>) =>
  got.kind === 'token' ? got.text : got.reason

const idOf = (got: Awaited<ReturnType<ReturnType<typeof accessTokens>>>) =>
  got.kind === 'token' ? got.id : undefined

describe('accessTokens()', () => {
  it('requests one token for 100 concurrent callers in one process', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()

    const got = await Promise.all(hundred.map(() => ask(world, tokens)))

    expect(new Set(got.map(text))).toEqual(new Set(['token-1']))
    expect(world.requests).toHaveLength(1)
  })

  it('requests one token for 100 concurrent callers, each in its own process', async () => {
    const world = await aTokenWorld()

    const got = await Promise.all(hundred.map(() => ask(world, world.invocation())))

    expect(new Set(got.map(text))).toEqual(new Set(['token-1']))
    expect(world.requests).toHaveLength(1)
  })

  it('requests one token for consecutive callers, and reads the table once per process', async () => {
    const world = await aTokenWorld()
    let reads = 0
    const get: Table['get'] = (key) => {
      reads += 1
      return world.table.get(key)
    }
    const table = { ...world.table, get }
    const [first, second] = [world.invocation({ table }), world.invocation({ table })]

    const got = []
    for (const tokens of [first, first, second, second]) got.push(text(await ask(world, tokens)))

    expect(got).toEqual(Array(4).fill('token-1'))
    expect(world.requests).toHaveLength(1)
    expect(reads).toBe(2)
  })

  it('stores the token encrypted, bound to its webhook, until it expires', async () => {
    const world = await aTokenWorld()

    await ask(world, world.invocation())

    const item = await world.table.get({ pk: 'acme#webhook-1', sk: 'token' })
    expect(JSON.stringify(item)).not.toContain('token-1')
    expect(item).toMatchObject({
      expiresAt: world.now.getTime() / 1000 + 3570,
      token: { sealed: expect.stringMatching(/^[\w+/=]+\.[\w+/=]+$/) },
    })
  })

  it('stores a token that is longer than KMS can encrypt', async () => {
    const world = await aTokenWorld()
    const long = 'x'.repeat(16_384)
    world.replies.push(aToken(long))
    await ask(world, world.invocation())

    expect(text(await ask(world, world.invocation()))).toBe(long)
    expect(world.requests).toHaveLength(1)
  })

  it('lets the next caller request it when this machine could not', async () => {
    const world = await aTokenWorld()
    const post = () => Promise.reject(new LocalFault('EMFILE'))
    await expect(ask(world, world.invocation({ post }))).rejects.toThrow('EMFILE')

    expect(text(await ask(world, world.invocation()))).toBe('token-1')
  })

  it('requests a separate token for each webhook', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    const authentication = {
      ...world.owner.authentication,
      sealed: await world.secrets.seal('{"clientSecret":"other"}', {
        marketplace: 'acme',
        endpoint: 'webhook-2',
        purpose: 'authentication',
      }),
    }

    const first = await ask(world, tokens)
    const second = await tokens(
      { ...world.owner, id: 'webhook-2', authentication },
      { since: world.now },
    )

    expect([first, second].map(text)).toEqual(['token-1', 'token-2'])
  })

  it('requests a new token when the authentication has changed, despite a stored one', async () => {
    const world = await aTokenWorld()
    const [first, second] = [world.invocation(), world.invocation()]
    await ask(world, first)
    world.owner = await anOwner(world.secrets)

    const got = [await ask(world, first), await ask(world, second)]

    expect(got.map(text)).toEqual(['token-2', 'token-2'])
    expect(world.requests).toHaveLength(2)
  })
})

describe('An aging token', () => {
  it.each([
    [2879, 'token-1'],
    [2880, 'token-2'],
    [3600, 'token-2'],
  ])('%i s old gives a caller %s', async (seconds, expected) => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    await ask(world, tokens)

    world.advance(seconds)

    expect(text(await ask(world, tokens))).toBe(expected)
    expect(text(await ask(world, world.invocation()))).toBe(expected)
  })

  it('serves other callers while one renews it', async () => {
    const world = await aTokenWorld()
    const [first, second] = [world.invocation(), world.invocation()]
    await ask(world, first)
    await ask(world, second)
    world.advance(3000)
    let meanwhile: string | undefined
    const since = world.now
    world.meanwhile = async () => {
      meanwhile = text(await ask(world, second))
    }

    const renewed = text(await ask(world, first))

    expect([meanwhile, renewed]).toEqual(['token-1', 'token-2'])
    expect(world.now).toEqual(since) // no caller waited
  })

  it('stays in use when renewal fails; the next try is a minute later', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    await ask(world, tokens)
    world.advance(3000)
    world.replies.push(tokenReply({}, 503))

    const got = [await ask(world, tokens), await ask(world, tokens)]
    const other = await ask(world, world.invocation())
    world.advance(60)
    const later = await ask(world, tokens)

    expect([...got, other, later].map(text)).toEqual(['token-1', 'token-1', 'token-1', 'token-3'])
    expect(world.requests).toHaveLength(3)
  })

  it('is not used after it expires, even if renewal fails', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    await ask(world, tokens)
    world.advance(3570)
    world.replies.push(tokenReply({}, 503))

    expect(text(await ask(world, tokens))).toBe('token: 503')
  })
})

describe('The lease for requesting a token', () => {
  it('makes other processes wait, then gives them the token', async () => {
    const world = await aTokenWorld()
    let second: Promise<unknown> = Promise.resolve()
    world.meanwhile = () => {
      second = ask(world, world.invocation()).then(text)
      return someTurns()
    }

    const first = text(await ask(world, world.invocation()))

    expect([first, await second]).toEqual(['token-1', 'token-1'])
    expect(world.requests).toHaveLength(1)
  })

  it('expires when its holder dies, and another process takes over', async () => {
    const world = await aTokenWorld()
    const diedAt = world.now
    const post = () => Promise.reject(new Error('Killed'))
    await expect(ask(world, world.invocation({ post }))).rejects.toThrow('Killed')

    const got = await ask(world, world.invocation())

    expect(text(got)).toBe('token-1')
    expect(world.requests).toEqual([expect.objectContaining({ limitMs: 8000 })])
    expect(world.now.getTime() - diedAt.getTime()).toBe(12_000)
  })

  it('is taken over by one waiting process, for which the others wait', async () => {
    const world = await aTokenWorld()
    const post = () => Promise.reject(new Error('Killed'))
    await expect(ask(world, world.invocation({ post }))).rejects.toThrow('Killed')

    const got = await Promise.all(hundred.slice(0, 10).map(() => ask(world, world.invocation())))

    expect(new Set(got.map(text))).toEqual(new Set(['token-1']))
    expect(world.requests).toHaveLength(1)
  })

  it('limits the wait: a caller without time left fails with a reason', async () => {
    const world = await aTokenWorld()
    const post = () => Promise.reject(new Error('Killed'))
    world.meanwhile = undefined
    await expect(ask(world, world.invocation({ post }))).rejects.toThrow('Killed')
    const since = new Date(world.now.getTime() - 10_000) // the attempt spent these 10 s elsewhere

    const got = await world.invocation()(world.owner, { since })

    expect(text(got)).toBe('token: timeout: lease')
    expect(world.now.getTime() - since.getTime()).toBeLessThanOrEqual(20_000)
  })

  it('does not overwrite a later result when its holder was late', async () => {
    const world = await aTokenWorld()
    world.meanwhile = async () => {
      world.advance(12)
      await ask(world, world.invocation())
    }

    const late = text(await ask(world, world.invocation()))
    const next = text(await ask(world, world.invocation()))

    expect([late, next]).toEqual(['token-1', 'token-2'])
    expect(world.requests).toHaveLength(2)
  })

  it('does not block callers with another authentication', async () => {
    const world = await aTokenWorld()
    const post = () => Promise.reject(new Error('Killed'))
    await expect(ask(world, world.invocation({ post }))).rejects.toThrow('Killed')
    const since = world.now
    world.owner = await anOwner(world.secrets)

    expect(text(await ask(world, world.invocation()))).toBe('token-1')
    expect(world.now).toEqual(since)
  })

  it('shares a failure with the waiting callers, which do not request again', async () => {
    const world = await aTokenWorld()
    world.replies.push(tokenReply({ error: 'invalid_client' }, 400))

    const got = await Promise.all(hundred.map(() => ask(world, world.invocation())))

    expect(new Set(got.map(text))).toEqual(new Set(['token: 400 invalid_client']))
    expect(world.requests).toHaveLength(1)
  })

  it('does not cache a failure for later callers', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    world.replies.push(tokenReply({}, 503))

    const got = [await ask(world, tokens), await ask(world, tokens)]

    expect(got.map(text)).toEqual(['token: 503', 'token-2'])
  })
})

describe('A single-use token', () => {
  it.each([0, -1, 'an hour', {}])(
    'is requested for each attempt when expires_in is %j',
    async (expiresIn) => {
      const world = await aTokenWorld()
      const [first, second] = [world.invocation(), world.invocation()]
      for (const number of [1, 2, 3]) world.replies.push(aToken(`token-${number}`, expiresIn))

      const got = [await ask(world, first), await ask(world, first), await ask(world, second)]

      expect(got.map(text)).toEqual(['token-1', 'token-2', 'token-3'])
      const item = await world.table.get({ pk: 'acme#webhook-1', sk: 'token' })
      expect(item).not.toHaveProperty('token')
    },
  )

  it('is shared neither within a process nor between processes', async () => {
    const world = await aTokenWorld()
    const one = world.invocation()
    const all = [one, one, one, world.invocation(), world.invocation()]
    for (const number of all.keys()) world.replies.push(aToken(`token-${number}`, 0))

    const got = await Promise.all(all.map((tokens) => ask(world, tokens)))

    expect(new Set(got.map(text)).size).toBe(all.length)
    expect(world.requests).toHaveLength(all.length)
  })

  it('is cached for five minutes when expires_in is missing', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    world.replies.push(tokenReply({ access_token: 'token-1', token_type: 'bearer' }))
    await ask(world, tokens)

    const got = []
    for (const seconds of [239, 1]) {
      world.advance(seconds)
      got.push(text(await ask(world, tokens)))
    }

    expect(got).toEqual(['token-1', 'token-2'])
  })
})

describe('A token that the receiver refused', () => {
  it('is replaced once for all callers that report it', async () => {
    const world = await aTokenWorld()
    const invocations = hundred.map(() => world.invocation())
    const [got] = await Promise.all(invocations.map((tokens) => ask(world, tokens)))
    const refused = got && idOf(got)

    const again = await Promise.all(invocations.map((tokens) => ask(world, tokens, refused)))

    expect(new Set(again.map(text))).toEqual(new Set(['token-2']))
    expect(world.requests).toHaveLength(2)
  })

  it('is deleted from the table before its replacement arrives', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    const first = await ask(world, tokens)
    world.replies.push(tokenReply({}, 503))

    const second = await ask(world, tokens, idOf(first))
    const third = await ask(world, world.invocation())

    expect([second, third].map(text)).toEqual(['token: 503', 'token-3'])
  })

  it('is not requested again when a replacement exists', async () => {
    const world = await aTokenWorld()
    const [first, second] = [world.invocation(), world.invocation()]
    const got = await ask(world, first)
    await ask(world, second)
    await ask(world, second, idOf(got))

    const again = await ask(world, first, idOf(got))

    expect(text(again)).toBe('token-2')
    expect(world.requests).toHaveLength(2)
  })
})

describe('A token that the receiver may have refused', () => {
  const doubt = (world: World, tokens: ReturnType<typeof accessTokens>, doubted = 'none') =>
    tokens(world.owner, { since: world.now, doubted })

  it('is replaced once for all callers that report it', async () => {
    const world = await aTokenWorld()
    const invocations = hundred.map(() => world.invocation())
    const [got] = await Promise.all(invocations.map((tokens) => ask(world, tokens)))
    world.advance(300)

    const again = await Promise.all(
      invocations.map((tokens) => doubt(world, tokens, got && idOf(got))),
    )

    expect(new Set(again.map(text))).toEqual(new Set(['token-2']))
    expect(world.requests).toHaveLength(2)
  })

  it('is not replaced within 5 minutes of its request', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    const got = await ask(world, tokens)
    world.advance(299)

    expect(text(await doubt(world, tokens, idOf(got)))).toBe('token-1')
    expect(world.requests).toHaveLength(1)
  })

  it('serves on when the token endpoint fails, which is asked again after 5 minutes', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    const id = idOf(await ask(world, tokens))
    world.advance(300)
    world.replies.push(tokenReply({}, 503))

    const got = [await doubt(world, tokens, id), await ask(world, tokens)]
    world.advance(299)
    const before = [await doubt(world, world.invocation(), id), await ask(world, tokens)]
    const requests = world.requests.length
    world.advance(1)
    const later = await doubt(world, tokens, id)

    expect([...got, ...before].map(text)).toEqual(Array(4).fill('token-1'))
    expect(requests).toBe(2)
    expect(text(later)).toBe('token-3')
  })

  it('serves other callers while one renews it', async () => {
    const world = await aTokenWorld()
    const tokens = world.invocation()
    const id = idOf(await ask(world, tokens))
    world.advance(300)
    let meanwhile: string | undefined
    world.meanwhile = async () => {
      meanwhile = text(await ask(world, world.invocation()))
    }

    const renewed = text(await doubt(world, tokens, id))

    expect([meanwhile, renewed]).toEqual(['token-1', 'token-2'])
  })
})

describe('When the cache fails', () => {
  it('uses the token when it cannot be stored', async () => {
    const world = await aTokenWorld()
    let writes = 0
    const write: Table['write'] = (asked) => {
      writes += 1
      return writes === 1 ? world.table.write(asked) : Promise.reject(new Error('throttled'))
    }

    const got = await ask(world, world.invocation({ table: { ...world.table, write } }))

    expect(text(got)).toBe('token-1')
    expect(world.lines).toContainEqual(
      expect.objectContaining({
        level: 'ERROR',
        message: 'Error: throttled',
        webhook: 'webhook-1',
      }),
    )
  })

  it('uses the token when it cannot be encrypted; waiting callers request their own', async () => {
    const world = await aTokenWorld()
    world.secrets.seal = () => Promise.reject(new Error('KMS is away'))

    const got = await Promise.all([1, 2].map(() => ask(world, world.invocation())))

    expect(got.map(text).sort()).toEqual(['token-1', 'token-2'])
  })

  it('requests another token when the stored one cannot be decrypted', async () => {
    const world = await aTokenWorld()
    await ask(world, world.invocation())
    const key = { pk: 'acme#webhook-1', sk: 'token' }
    const item = await world.table.get(key)
    const token = { ...(item?.['token'] as object), sealed: 'bm9uZQ==.bm9uZQ==' }
    await world.table.write([{ put: { ...key, ...item, token } }])

    const got = [await ask(world, world.invocation()), await ask(world, world.invocation())]

    expect(got.map(text)).toEqual(['token-2', 'token-2'])
    expect(world.lines).toContainEqual(expect.objectContaining({ level: 'ERROR' }))
  })

  it.each(['get', 'write'] as const)(
    'throws when the table fails to %s, as the receiver is not the reason',
    async (need) => {
      const world = await aTokenWorld()
      const table = { ...world.table, [need]: () => Promise.reject(new Error('throttled')) }

      await expect(ask(world, world.invocation({ table }))).rejects.toThrow('throttled')
      expect(world.requests).toEqual([])
    },
  )

  it('throws when the client secret cannot be decrypted, as the receiver is not the reason', async () => {
    const world = await aTokenWorld()
    const owner = { ...world.owner, id: 'webhook-2' }

    await expect(world.invocation()(owner, { since: world.now })).rejects.toThrow('Cannot open')
    expect(world.requests).toEqual([])
  })
})
