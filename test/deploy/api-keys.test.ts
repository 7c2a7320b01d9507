import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { ask } from './account.ts'
import { asManager } from './trial.ts'

const Created = z.object({ id: z.string(), key: z.string() })

async function aKey(role: string) {
  const { body } = await asManager('POST', '/api-keys', { body: { name: 'ERP', role } })
  return Created.parse(body)
}

/** Not tested: API Gateway rejects a revoked key after at most 30 seconds, as it caches results. */
describe('An API key of the deployed API', () => {
  it('identifies a program with its role, and is listed with its last use', async () => {
    const { id, key } = await aKey('viewer')

    expect(await ask('GET', '/me', { token: key })).toMatchObject({
      status: 200,
      body: { subject: 'API key ERP', marketplace: 'acme', role: 'viewer' },
    })
    expect(await ask('DELETE', `/api-keys/${id}`, { token: key })).toMatchObject({ status: 403 })
    const { body } = await asManager('GET', '/api-keys')
    expect(body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ id, lastUsedAt: expect.any(String) as unknown }),
      ]) as unknown,
    })
  })

  it('is rejected with a problem after it was revoked', async () => {
    const { id, key } = await aKey('viewer')
    await asManager('DELETE', `/api-keys/${id}`)

    expect(await ask('GET', '/me', { token: key })).toMatchObject({
      status: 401,
      body: { title: 'Unauthorized' },
    })
  })
})
