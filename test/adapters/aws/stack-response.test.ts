import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

import { afterEach, describe, expect, it } from '@jest/globals'

import { sendStackResponse } from '../../../adapters/aws/stack-response.ts'

const closers: (() => void)[] = []

afterEach(() => {
  for (const close of closers.splice(0)) close()
})

/** A stand-in for CloudFormation's presigned URL. */
async function aListener(status: number) {
  const heard: unknown[] = []
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, headers } = request
      heard.push({ method, type: headers['content-type'], body: JSON.parse(body) as unknown })
      response.writeHead(status).end()
    })
  }).listen(0, '127.0.0.1')
  closers.push(() => server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/answer?signature=1`, heard }
}

describe('sendStackResponse()', () => {
  it("sends no content type, which the URL's signature does not cover", async () => {
    const { url, heard } = await aListener(200)

    await sendStackResponse(url, { Status: 'SUCCESS' })

    expect(heard).toEqual([{ method: 'PUT', type: undefined, body: { Status: 'SUCCESS' } }])
  })

  it('throws when CloudFormation rejects the response', async () => {
    const { url } = await aListener(403)

    await expect(sendStackResponse(url, {})).rejects.toThrow(
      'Cannot respond to CloudFormation: it returned status 403',
    )
  })
})
