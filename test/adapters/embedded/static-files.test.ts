import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'

import { aRouter, type TestRouter } from '../../support/router.ts'

describe('the page on the embedded engine', () => {
  let router: TestRouter

  beforeAll(async () => {
    router = await aRouter()
  })

  afterAll(() => router.stop())

  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/?code=1&state=2', 'text/html; charset=utf-8', 'no-cache'],
    ['/config.json', 'application/json', 'no-cache'],
    ['/reference/', 'text/html; charset=utf-8', 'no-cache'],
    ['/reference', 'text/html; charset=utf-8', 'no-cache'],
    [
      '/assets/app-1a2b3c4d.js',
      'text/javascript; charset=utf-8',
      'public, max-age=31536000, immutable',
    ],
  ])('serves %s as %s with %s', async (path, type, cache) => {
    const answer = await router.get(path)

    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(answer.headers.get('cache-control')).toBe(cache)
    const again = await fetch(answer.url, {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['identity', undefined, (body: Buffer) => body],
  ])('answers Accept-Encoding %s with %s', async (accepted, encoding, decode) => {
    const call = request(`${router.url}/assets/app-1a2b3c4d.js`, {
      headers: { 'accept-encoding': accepted, range: 'bytes=5-2' },
    }).end()
    const [response] = (await once(call, 'response')) as [IncomingMessage]

    const { statusCode, headers } = response
    expect(statusCode).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    expect(headers['content-encoding']).toBe(encoding)
    const file = await readFile('test/support/page/assets/app-1a2b3c4d.js')
    expect(decode(await buffer(response))).toEqual(file)
  })

  it('serves the addresses of the API and the sign-in', async () => {
    const answer = await router.get('/config.json')

    expect(await answer.json()).toEqual({
      apiUrl: '',
      issuer: `${router.url}/sign-in`,
      metadata: {
        issuer: `${router.url}/sign-in`,
        authorization_endpoint: `${router.url}/sign-in/auth`,
        token_endpoint: `${router.url}/sign-in/token`,
        end_session_endpoint: `${router.url}/sign-in/session/end`,
      },
      clientId: 'postrider-page',
      scope: 'openid email profile',
      version: '0.1.0',
    })
  })

  it("allows only the page's own scripts, and no frames", async () => {
    const { headers } = await router.get('/')

    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "font-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })

  it('lets the sites of a setting have it in a frame', async () => {
    const sites = ['https://shop.example.com', 'http://localhost:3000']
    const framed = await aRouter({ pageFolder: 'test/support/page', frameAncestors: sites })

    const { headers } = await framed.get('/').finally(framed.stop)

    expect(headers.get('content-security-policy')).toContain(
      '; frame-ancestors https://shop.example.com http://localhost:3000',
    )
    expect(headers.has('x-frame-options')).toBe(false)
  })

  it("serves the reference with the page's policy", async () => {
    const [page, reference] = await Promise.all([router.get('/'), router.get('/reference/')])

    const [ofPage, ofReference] = [page, reference].map(({ headers }) =>
      headers.get('content-security-policy'),
    )
    expect(ofReference).toBe(ofPage)
  })

  it.each([
    '/assets/../../../package.json',
    '/assets/..%2f..%2f..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/router.ts',
    '/assets/..%5c..%5crouter.ts',
    '/assets/%00.js',
    '/assets/.hidden.js',
    '/assets//etc/hosts.txt',
    '/assets/',
    '/assets/app.exe',
    '/assets/app-1a2b3c4d.js.br',
    '/reference/../index.html',
    '/app.js',
    `/assets/${'a'.repeat(300)}.js`,
  ])('answers %s with nothing', async (path) => {
    const answer = await raw(router.url, path)

    expect(answer).toMatch(/^HTTP\/1.1 404 /)
    expect(answer).toContain('application/problem+json')
  })

  it('passes every other path to the API', async () => {
    for (const path of ['/health', '/webhooks', '/openapi.json', '/assets', '/index.htm']) {
      expect((await router.get(path)).headers.has('content-security-policy')).toBe(false)
    }
    const posted = await fetch(router.url, { method: 'POST' })
    expect(posted.headers.get('content-type')).toBe('application/problem+json')
  })

  it.each(['/', '/index.html', '/?x=1'])(
    'redirects %s of another name to its own address',
    async (path) => {
      const answer = await raw(
        router.url,
        path,
        router.url.replace('http://127.0.0.1', 'localhost'),
      )

      expect(answer).toMatch(/^HTTP\/1.1 307 /)
      expect(answer).toContain(`location: ${router.url}/\r\n`)
    },
  )

  it('explains how to build it when it is not built', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'postrider-page-'))
    const bare = await aRouter({ pageFolder: empty })

    const answer = await bare.get('/')

    expect(answer.status).toBe(503)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({
      detail: 'Cannot show the page: it is not built yet; npm start builds it in a few seconds',
    })
    expect(answer.headers.get('refresh')).toBe('2') // seconds, until a browser tries again
    expect((await bare.get('/health')).status).toBe(200)
    await bare.stop()
    await rm(empty, { recursive: true })
  })

  it('serves a page that is built while it runs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'postrider-page-'))
    const bare = await aRouter({ pageFolder: folder })
    const before = await bare.get('/')

    await writeFile(join(folder, 'index.html'), '<title>built</title>')

    const after = await bare.get('/')
    expect([before.status, after.status, await after.text()]).toEqual([
      503,
      200,
      '<title>built</title>',
    ])
    await bare.stop()
    await rm(folder, { recursive: true })
  })
})

it('the page on the embedded engine does not crash when a new build has removed a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postrider-page-'))
  await cp('test/support/page', folder, { recursive: true })
  const router = await aRouter({ pageFolder: folder })
  await router.get('/')
  await rm(join(folder, 'assets'), { recursive: true })

  await expect(
    router.get('/assets/app-1a2b3c4d.js').then((answer) => answer.text()),
  ).rejects.toThrow()

  expect((await router.get('/')).status).toBe(200)
  await router.stop()
  await rm(folder, { recursive: true })
})

/** Sends a request with its path unchanged. */
function raw(url: string, path: string, host = new URL(url).host): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('end', () => {
      resolve(text)
    })
    socket.on('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`)
  })
}
