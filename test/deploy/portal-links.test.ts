import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { ask } from './account.ts'
import { asManager } from './trial.ts'

const Created = z.object({ url: z.string() })
const Opened = z.object({ token: z.string() })

describe('A portal link of the deployed API', () => {
  it('opens one session with its role, and names the page', async () => {
    const { body } = await asManager('POST', '/portal-links', {
      body: { name: 'ann@customer.example', role: 'viewer' },
    })
    const { url } = Created.parse(body)
    const [page, link = ''] = url.split('/#/portal/')

    const opened = await ask('POST', '/portal-sessions', { token: link })
    const again = await ask('POST', '/portal-sessions', { token: link })

    expect(page).toMatch(/^https:\/\/[^/]+$/)
    expect([opened.status, [401, 409].includes(again.status)]).toEqual([201, true])
    const { token } = Opened.parse(opened.body)
    expect(await ask('GET', '/me', { token })).toMatchObject({
      status: 200,
      body: { subject: 'Portal link ann@customer.example', marketplace: 'acme', role: 'viewer' },
    })
    expect(await ask('POST', '/webhooks', { token, body: {} })).toMatchObject({ status: 403 })
  })
})
