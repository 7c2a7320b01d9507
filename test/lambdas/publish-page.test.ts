import { describe, expect, it } from '@jest/globals'
import type { CloudFormationCustomResourceEvent } from 'aws-lambda'

import {
  type PageFile,
  publishPageHandler,
  type PublishPagePorts,
  type StackResponse,
} from '../../lambdas/publish-page.ts'

const ids = { StackId: 'stack-1', RequestId: 'request-1', LogicalResourceId: 'PagePublished' }
const origins = ['https://api.example.com', 'https://id.example.com']
const config = {
  apiUrl: 'https://api.example.com',
  clientId: 'page-1',
  metadata: { token_endpoint: 'https://id.example.com/oauth2/token' },
}

function anEvent(
  RequestType: 'Create' | 'Update' | 'Delete',
  properties: object = { config, origins, version: '7' },
): CloudFormationCustomResourceEvent {
  const ServiceToken = 'arn:aws:lambda:function'
  return {
    RequestType,
    ...ids,
    ServiceToken,
    ResponseURL: 'https://stack.example.com/answer',
    ResourceType: 'Custom::PublishedPage',
    PhysicalResourceId: 'page',
    ResourceProperties: { ServiceToken, ...properties },
    OldResourceProperties: {},
  } as CloudFormationCustomResourceEvent
}

function aPublisher(page: Record<string, string>, ports: Partial<PublishPagePorts> = {}) {
  const published: PageFile[] = []
  const responses: [string, StackResponse][] = []
  const lines: unknown[] = []
  let cleared = 0
  const handler = publishPageHandler({
    readPage: () =>
      Promise.resolve(new Map(Object.entries(page).map(([name, t]) => [name, Buffer.from(t)]))),
    put: async (file) => {
      await Promise.resolve()
      published.push(file)
    },
    clear: () => Promise.resolve(void (cleared += 1)),
    respond: (url, response) => Promise.resolve(void responses.push([url, response])),
    log: (line) => lines.push(line),
    ...ports,
  })
  return { handler, published, responses, lines, cleared: () => cleared }
}

const policy =
  '<meta http-equiv="Content-Security-Policy" ' +
  `content="connect-src 'self' https://api.example.com https://id.example.com" />`

const succeeded = [
  'https://stack.example.com/answer',
  { Status: 'SUCCESS', PhysicalResourceId: 'page', ...ids },
]

describe('Publishing the page', () => {
  it.each(['Create', 'Update'] as const)(
    'uploads every file with its content type, referenced files first, on %s',
    async (kind) => {
      const { handler, published, responses, cleared } = aPublisher({
        'index.html': '<html><head></head>',
        'assets/index-1a2b3c4d.js': 'start()',
        'reference/index.html': '<html>',
      })

      await handler(anEvent(kind))

      const told = published.map(({ name, type, cache }) => [name, type, cache])
      expect(told).toEqual([
        [
          'assets/index-1a2b3c4d.js',
          'text/javascript; charset=utf-8',
          'public, max-age=31536000, immutable',
        ],
        ['index.html', 'text/html; charset=utf-8', 'no-cache'],
        ['reference/index.html', 'text/html; charset=utf-8', 'no-cache'],
        ['config.json', 'application/json', 'no-cache'],
      ])
      expect(String(published[1]?.body)).toBe(`<html><head>${policy}</head>`)
      expect(JSON.parse(String(published.at(-1)?.body))).toEqual(config)
      expect(responses).toEqual([succeeded])
      expect(cleared()).toBe(0)
    },
  )

  it('publishes the configuration of the deployment, whatever the build contains', async () => {
    const { handler, published } = aPublisher({ 'config.json': '{"apiUrl":"of development"}' })

    await handler(anEvent('Create'))

    expect(published.map(({ body }) => JSON.parse(String(body)) as unknown)).toEqual([config])
  })

  it('deletes everything when the stack is deleted', async () => {
    const { handler, published, responses, cleared } = aPublisher({ 'index.html': '<html>' })

    await handler(anEvent('Delete'))

    expect(cleared()).toBe(1)
    expect(published).toEqual([])
    expect(responses).toEqual([succeeded])
  })

  it.each<[string, Record<string, string>, Partial<PublishPagePorts>, object | undefined, string]>([
    [
      'a file cannot be uploaded',
      { 'index.html': '<head>' },
      { put: () => Promise.reject(new Error('Access Denied')) },
      undefined,
      'Error: Access Denied',
    ],
    [
      'the type of a file is unknown',
      { 'page.exe': '' },
      {},
      undefined,
      "Error: Cannot publish 'page.exe': its content type is unknown",
    ],
    ['the configuration is missing', { 'index.html': '<head>' }, {}, {}, 'config'],
  ])('fails the deployment with the reason when %s', async (_, page, ports, given, reason) => {
    const { handler, responses, lines } = aPublisher(page, ports)

    await handler(anEvent('Create', given))

    expect(responses).toEqual([
      [
        'https://stack.example.com/answer',
        {
          Status: 'FAILED',
          Reason: expect.stringContaining(reason) as unknown,
          PhysicalResourceId: 'page',
          ...ids,
        },
      ],
    ])
    expect(lines).toEqual([
      {
        level: 'ERROR',
        message: expect.stringContaining(reason) as unknown,
        RequestId: 'request-1',
      },
    ])
  })
})
