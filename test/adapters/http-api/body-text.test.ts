import { gzipSync } from 'node:zlib'

import { describe, expect, it } from '@jest/globals'

import { scopeOf } from '../../../core/api/caller.ts'
import { bodyLimitBytes } from '../../../core/events/event.ts'
import { withBody, bodyBudget } from '../../../adapters/http-api/request-body.ts'
import { apiClient } from '../../support/api-client.ts'
import { aDetail, anEvent } from '../../support/builders.ts'
import { aManagement } from '../../support/management-world.ts'

const detail = JSON.stringify(aDetail())
const zipped = (text: string) => new Uint8Array(gzipSync(text))

function post(coding: string, text: string | Uint8Array<ArrayBuffer>) {
  const world = aManagement()
  const token = { claims: { sub: 'manager-1', scope: scopeOf('acme', 'manager') } }
  const headers = { 'content-type': 'application/json', 'content-encoding': coding }
  return { world, answer: apiClient(world.ports)('POST /events', { headers, text, token }) }
}

describe('a body with Content-Encoding', () => {
  it.each([
    ['gzip', zipped(detail)],
    ['GZIP', zipped(detail)],
    ['x-gzip', zipped(detail)],
    ['identity', detail],
    ['', detail],
  ])("'%s' is read", async (coding, body) => {
    const { world, answer } = post(coding, body)

    expect((await answer).status).toBe(202)
    expect(world.published).toEqual([anEvent({ resource: { content: '{"id":"subscription-1"}' } })])
  })

  it.each(['br', 'deflate', 'zstd', 'gzip, gzip', 'constructor'])(
    "'%s' is refused with the ones that are supported",
    async (coding) => {
      const { world, answer } = post(coding, detail)

      expect(await answer).toMatchObject({
        status: 415,
        headers: { 'accept-encoding': 'gzip, identity' },
        body: { detail: expect.stringContaining('send gzip or identity') },
      })
      expect(world.published).toEqual([])
    },
  )

  it.each([
    ['plain text', detail],
    ['half of it', zipped(detail).slice(0, 60)],
    ['nothing', ''],
  ])('gzip is refused when the body is %s', async (_, body) => {
    expect(await post('gzip', body).answer).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('it is not gzip') },
    })
  })

  it('gzip is refused when the body becomes larger than a body may be', async () => {
    const fits = `"${'x'.repeat(bodyLimitBytes - 2)}"`

    expect((await post('gzip', zipped(fits)).answer).status).toBe(400) // no object, but read
    expect((await post('gzip', zipped(`${fits} `)).answer).status).toBe(413)
    expect((await post('gzip', zipped('0'.repeat(100_000_000))).answer).status).toBe(413)
  })
})

describe('withBody()', () => {
  it('counts what a compressed body may become', async () => {
    const budget = bodyBudget(150)
    const request = () =>
      new Request('https://a.example', {
        method: 'POST',
        body: 'x',
        headers: { 'content-length': '1' },
      })
    const read = (plainBytes: number) =>
      withBody(request(), { limitBytes: 100, budget, plainBytes }, (body) =>
        typeof body === 'string' ? body : 'read',
      )

    expect(await read(149)).toBe('read')
    expect(await read(150)).toBe('too many')
    expect(await read(149)).toBe('read')
  })
})
