import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'

import { httpsClient } from '../../../adapters/http-client/client.ts'
import { nameResolver } from '../../../adapters/http-client/name-resolver.ts'
import { type NameServer, startNameServer } from '../../support/name-server.ts'
import { startReceiver } from '../../support/receiver.ts'
import { strict } from '../../support/strict-rules.ts'

const v4 = (address: string) => ({ address, family: 4 })
const v6 = (address: string) => ({ address, family: 6 })

describe('nameResolver()', () => {
  let server: NameServer
  let folder: string

  beforeEach(async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] })
    folder = await mkdtemp(join(tmpdir(), 'postrider-names-'))
    server = await startNameServer({})
  })
  afterEach(() => {
    jest.useRealTimers()
    server.close()
  })

  const files = async ({ hosts = '', resolvConf = '' } = {}) => {
    await writeFile(join(folder, 'hosts'), hosts)
    await writeFile(join(folder, 'resolv.conf'), resolvConf)
    return { hostsFile: join(folder, 'hosts'), resolvConf: join(folder, 'resolv.conf') }
  }
  const aResolver = async (contents = {}) =>
    nameResolver({ servers: [server.address], ...(await files(contents)) })

  it('resolves to the addresses of both families, IPv4 first', async () => {
    server.names['crm.example.com'] = { a: ['192.0.2.1', '192.0.2.2'], aaaa: ['2001:db8::1'] }
    const resolve = await aResolver()

    const addresses = await resolve('CRM.example.com')

    expect(addresses).toEqual([v4('192.0.2.1'), v4('192.0.2.2'), v6('2001:db8::1')])
  })

  it.each([
    ['IPv4', { a: ['192.0.2.1'] }, [v4('192.0.2.1')]],
    ['IPv6', { aaaa: ['2001:db8::1'] }, [v6('2001:db8::1')]],
    ['IPv4, and is silent about IPv6', { a: ['192.0.2.1'], silent: ['aaaa'] }, [v4('192.0.2.1')]],
    [
      'IPv6, and is silent about IPv4',
      { aaaa: ['2001:db8::1'], silent: ['a'] },
      [v6('2001:db8::1')],
    ],
    ['IPv4 only over TCP', { a: ['192.0.2.1'], isTruncated: true }, [v4('192.0.2.1')]],
  ] as const)('resolves a name that has %s', async (_, entry, expected) => {
    server.names['crm.example.com'] = entry
    const resolve = await aResolver()

    expect(await resolve('crm.example.com')).toEqual(expected)
  })

  it('follows aliases', async () => {
    server.names['crm.example.com'] = { cname: 'lb.example.net' }
    server.names['lb.example.net'] = { cname: 'lb-1.example.net' }
    server.names['lb-1.example.net'] = { a: ['192.0.2.1'] }
    const resolve = await aResolver()

    expect(await resolve('crm.example.com')).toEqual([v4('192.0.2.1')])
  })

  it.each([
    ['does not exist', { code: 3 }, 'ENOTFOUND'],
    ['has no address', {}, 'ENODATA'],
    ['has servers that fail', { code: 2 }, 'ESERVFAIL'],
    ['is an alias of a name without address', { cname: 'lb.example.net' }, 'ENODATA'],
  ])('rejects a name that %s, and remembers it for 5 s', async (_, entry, code) => {
    server.names['crm.example.com'] = entry
    const resolve = await aResolver()
    await expect(resolve('crm.example.com')).rejects.toMatchObject({ code })

    server.names['crm.example.com'] = { a: ['192.0.2.1'] }
    jest.advanceTimersByTime(4999)
    await expect(resolve('crm.example.com')).rejects.toMatchObject({ code })
    jest.advanceTimersByTime(2)

    expect(await resolve('crm.example.com')).toEqual([v4('192.0.2.1')])
  })

  it('gives up after 5 s if the name servers are silent', async () => {
    server.names['crm.example.com'] = { silent: ['a', 'aaaa'] }
    const resolve = await aResolver()

    const resolving = resolve('crm.example.com')
    const isOver = jest.fn()
    resolving.catch(isOver)
    await asked(2)
    await jest.advanceTimersByTimeAsync(4999)
    expect(isOver).not.toHaveBeenCalled()
    jest.advanceTimersByTime(1)

    await expect(resolving).rejects.toMatchObject({ code: 'ETIMEOUT' })
  })

  it('resolves a name while the servers of others are silent', async () => {
    const dead = Array.from({ length: 50 }, (_, number) => `dead-${number}.example.com`)
    for (const name of dead) server.names[name] = { silent: ['a', 'aaaa'] }
    server.names['crm.example.com'] = { a: ['192.0.2.1'] }
    const resolve = await aResolver()
    const resolving = dead.map((name) => resolve(name).catch(() => 'unknown'))
    await asked(100)

    expect(await resolve('crm.example.com')).toEqual([v4('192.0.2.1')])

    jest.advanceTimersByTime(5000)
    expect(new Set(await Promise.all(resolving))).toEqual(new Set(['unknown']))
  })

  it('asks once for all who wait for a name', async () => {
    server.names['crm.example.com'] = { a: ['192.0.2.1'], ttl: 0, afterMs: 10 }
    const resolve = await aResolver()

    await Promise.all(Array.from({ length: 20 }, () => resolve('crm.example.com')))

    expect(server.asked.toSorted()).toEqual(['a crm.example.com', 'aaaa crm.example.com'])
  })

  it.each([
    ['5 s, if the TTL is longer', 60, 5000],
    ['its TTL', 2, 2000],
    ['no time, if the TTL is 0', 0, 0],
  ])('caches a response for %s', async (_, ttl, cachedMs) => {
    server.names['crm.example.com'] = { a: ['192.0.2.1'], ttl }
    const resolve = await aResolver()
    await resolve('crm.example.com')
    server.names['crm.example.com'] = { a: ['192.0.2.2'], ttl }

    if (cachedMs > 0) {
      jest.advanceTimersByTime(cachedMs - 1)
      expect(await resolve('crm.example.com')).toEqual([v4('192.0.2.1')])
      jest.advanceTimersByTime(2)
    }

    expect(await resolve('crm.example.com')).toEqual([v4('192.0.2.2')])
  })

  it('caches an alias no longer than its target', async () => {
    server.names['crm.example.com'] = { cname: 'lb.example.net', ttl: 60 }
    server.names['lb.example.net'] = { a: ['192.0.2.1'], ttl: 1 }
    const resolve = await aResolver()
    await resolve('crm.example.com')
    server.names['lb.example.net'] = { a: ['192.0.2.2'], ttl: 1 }

    jest.advanceTimersByTime(1001)

    expect(await resolve('crm.example.com')).toEqual([v4('192.0.2.2')])
  })

  it('takes the hosts file before DNS', async () => {
    server.names['crm.example.com'] = { a: ['192.0.2.1'] }
    const hosts = [
      '# 192.0.2.7 crm.example.com',
      '10.0.0.7\tcrm CRM.example.com # the new one',
      '2001:db8::7 crm.example.com\r',
      'nonsense crm.example.com',
    ].join('\n')
    const resolve = await aResolver({ hosts })

    expect(await resolve('crm.example.com')).toEqual([v4('10.0.0.7'), v6('2001:db8::7')])
    expect(server.asked).toEqual([])
  })

  it.each(['localhost', 'shop.localhost'])('never asks DNS for %s', async (name) => {
    const resolve = await aResolver()

    expect(await resolve(name)).toEqual([v4('127.0.0.1'), v6('::1')])
    expect(server.asked).toEqual([])
  })

  it.each([
    ['crm', ['crm.a.example', 'crm.b.example']],
    ['crm.shop', ['crm.shop.a.example', 'crm.shop.b.example']],
    ['x.crm.shop', ['x.crm.shop', 'x.crm.shop.a.example', 'x.crm.shop.b.example']],
  ])('completes %s as resolv.conf says', async (name, expected) => {
    server.names[`${name}.b.example`] = { a: ['192.0.2.1'] }
    const resolvConf = 'domain old.example\nsearch a.example b.example.\noptions rotate ndots:2\n'
    const resolve = await aResolver({ resolvConf })

    expect(await resolve(name)).toEqual([v4('192.0.2.1')])
    expect(server.asked.filter((each) => each.startsWith('a '))).toEqual(
      expected.map((each) => `a ${each}`),
    )
  })

  it('rejects for the name itself if no search domain has it', async () => {
    server.names['crm.shop'] = { code: 2 }
    const resolve = await aResolver({ resolvConf: 'search a.example' })

    await expect(resolve('crm.shop')).rejects.toMatchObject({ code: 'ESERVFAIL' })
  })

  it('works without the two files', async () => {
    server.names['crm.example.com'] = { a: ['192.0.2.1'] }
    const missing = { hostsFile: join(folder, 'none'), resolvConf: join(folder, 'none') }
    const resolve = nameResolver({ servers: [server.address], ...missing })

    expect(await resolve('crm.example.com')).toEqual([v4('192.0.2.1')])
  })

  it('lets httpsClient() connect to the address that it checked, without another question', async () => {
    const receiver = await startReceiver()
    const { port } = new URL(receiver.url)
    server.names['crm.example.com'] = { a: ['127.0.0.1'], ttl: 0 }
    const rules = { ...strict, allowedHosts: ['crm.example.com'] }
    const call = httpsClient(rules, { resolve: await aResolver() })

    const reply = await call({ url: `http://crm.example.com:${port}/`, headers: {}, body: '{}' })

    expect(reply).toMatchObject({ kind: 'answered', status: 200 })
    expect(server.asked.toSorted()).toEqual(['a crm.example.com', 'aaaa crm.example.com'])
    await receiver.close()
  })

  it('lets httpsClient() refuse a name with a public and a private address', async () => {
    server.names['crm.example.com'] = { a: ['93.184.216.34'], aaaa: ['fd00::1'] }
    const call = httpsClient(strict, { resolve: await aResolver() })

    const reply = await call({ url: 'https://crm.example.com/', headers: {}, body: '{}' })

    expect(reply).toMatchObject({ reason: expect.stringMatching(/^refused: crm\.example\.com /) })
  })

  it('lets httpsClient() say that the name servers were silent', async () => {
    server.names['crm.example.com'] = { silent: ['a', 'aaaa'] }
    const call = httpsClient(strict, { resolve: await aResolver() })

    const calling = call({ url: 'https://crm.example.com/', headers: {}, body: '{}' })
    await asked(2)
    jest.advanceTimersByTime(5000)

    expect(await calling).toMatchObject({ kind: 'unanswered', reason: 'timeout: dns' })
  })

  /** Waits until the server has this many questions. */
  const asked = async (count: number) => {
    while (server.asked.length < count) await new Promise(setImmediate)
  }
})
