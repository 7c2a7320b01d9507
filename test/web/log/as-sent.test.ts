import { describe, expect, it } from '@jest/globals'
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'

import { curlOf, hasFewHeaders, isHttp, requestText } from '../../../web/log/delivery/as-sent.ts'
import { startReceiver } from '../../support/receiver.ts'
import { shellWords } from '../../support/shell-words.ts'

const url = 'https://crm.example.com/hooks?key=***&a=[1-3]{b}'
const headers = {
  'content-type': 'application/json; charset=utf-8',
  'postrider-webhook': 'webhook-1',
  'x-owner': 'O\'Neil $HOME `id` "x" \\',
  'x-empty': '',
  authorization: '[redacted]',
}
const body = '{"name":"O\'Neil\\n","text":"$HOME `id` \\\\ !1",\n  "id":12345678901234567890}'
const secrets = { SECRET_AUTHORIZATION: 'Bearer s3cret', SECRET_URL_KEY: 'k%20y' }

describe('requestText()', () => {
  it('is the request line, the headers with secrets as *** and the body verbatim', () => {
    expect(requestText({ url, headers }, body)).toBe(
      [
        'POST /hooks?key=***&a=[1-3]{b} HTTP/1.1',
        'host: crm.example.com',
        'content-type: application/json; charset=utf-8',
        'postrider-webhook: webhook-1',
        'x-owner: O\'Neil $HOME `id` "x" \\',
        'x-empty: ',
        'authorization: ***',
        '',
        body,
      ].join('\n'),
    )
  })

  it.each([
    ['https://crm.example.com', ['POST / HTTP/1.1', 'host: crm.example.com']],
    ['http://***@crm.example.com:8080?a=1', ['POST /?a=1 HTTP/1.1', 'host: crm.example.com:8080']],
    ['https://crm.example.com/a#b', ['POST /a HTTP/1.1', 'host: crm.example.com']],
    ['arn:aws:sqs:eu-central-1:123456789012:orders', []],
  ])('writes what follows from the URL %s', (given, lines) => {
    const text = requestText({ url: given, headers: { a: 'b' } }, undefined)

    expect(text).toBe([...lines, 'a: b'].join('\n'))
    expect(isHttp({ url: given })).toBe(lines.length > 0)
  })
})

describe('curlOf()', () => {
  it('has shell variables for secrets, and everything else verbatim', () => {
    expect(shellWords(curlOf({ url, headers }, body), secrets)).toEqual([
      'curl',
      '--globoff',
      '-X',
      'POST',
      'https://crm.example.com/hooks?key=k%20y&a=[1-3]{b}',
      '-H',
      'content-type: application/json; charset=utf-8',
      '-H',
      'postrider-webhook: webhook-1',
      '-H',
      'x-owner: O\'Neil $HOME `id` "x" \\',
      '-H',
      'x-empty;',
      '-H',
      'authorization: Bearer s3cret',
      '--data-raw',
      body,
    ])
  })

  it('names the media type that the log left out, and the file of a body that is not stored', () => {
    const words = shellWords(
      curlOf({ url: 'https://a.example/?key=***', headers: {} }, undefined),
      {
        SECRET_URL_KEY: '1',
      },
    )

    expect(words.slice(4)).toEqual([
      'https://a.example/?key=1',
      '-H',
      'content-type: application/json; charset=utf-8',
      '--data-binary',
      '@body.json',
    ])
  })

  const hasCurl = spawnSync('curl', ['--version']).status === 0
  const itWithCurl = hasCurl ? it : it.skip

  itWithCurl('sends the same request again when a shell runs it', async () => {
    const receiver = await startReceiver()
    const command = curlOf({ url: `${receiver.url}/hooks?key=***&a=[1-3]{b}`, headers }, body)

    await promisify(execFile)('bash', ['-c', command], {
      env: { PATH: process.env['PATH'], ...secrets },
    })
    await receiver.close()

    expect(receiver.requests).toMatchObject([
      {
        method: 'POST',
        path: '/hooks?key=k%20y&a=[1-3]{b}',
        body,
        headers: { ...headers, authorization: 'Bearer s3cret' },
      },
    ])
  })
})

describe('hasFewHeaders()', () => {
  it.each([
    ['of a request that failed', headers, false],
    ['of an event bus', { source: 'postrider.acme', 'detail-type': 'user.added' }, false],
    ['of a request that was accepted', { 'webhook-timestamp': '1772366400' }, true],
  ])('looks at those %s', (_, given, expected) => {
    expect(hasFewHeaders({ headers: given })).toBe(expected)
  })
})
