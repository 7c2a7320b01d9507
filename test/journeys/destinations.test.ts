import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'

import { afterEach, describe, expect, it } from '@jest/globals'
import { ClassicLevel } from 'classic-level'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { aFolder } from '../support/process.ts'
import { hiddenAddresses } from '../support/refused-urls.ts'
import { startReceiver } from '../support/receiver.ts'
import { type Api, aRouter, someKeys } from '../support/router.ts'

const Created = z.object({ id: z.string(), version: z.int() })
const Listed = z.object({
  items: z.array(z.looseObject({ id: z.string(), status: z.string() })),
})

describe('no private address is called', () => {
  const closers: (() => Promise<unknown>)[] = []

  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  it.each(hiddenAddresses)('when a webhook is created or changed: %s', async (url) => {
    const router = await aRouter({ loopback: false })
    closers.push(router.stop)
    const api = router.as('manager')
    const good = Created.parse((await create(api, 'https://crm.example.com/')).body)

    const created = await create(api, url)
    const changed = await api('PATCH', `/webhooks/${good.id}`, { url }, { 'if-match': '"1"' })

    const refused = { status: 400, body: { errors: [{ path: 'url' }] } }
    expect(created).toMatchObject(refused)
    expect(changed).toMatchObject(refused)
    expect((await api('GET', `/webhooks/${good.id}`)).body).toMatchObject({ version: 1 })
  })

  it('when a delivery is sent to a webhook that other rules allowed', async () => {
    const folder = await aFolder()
    closers.push(() => rm(folder, { recursive: true }))
    const receiver = await startReceiver()
    closers.push(receiver.close)
    const keys = someKeys()
    const lenient = await aRouter({ db: new ClassicLevel(folder), keys, loopback: true })
    await create(lenient.as('manager'), receiver.url)
    await lenient.stop()

    const router = await aRouter({
      db: new ClassicLevel(folder),
      keys,
      loopback: false,
      waitsSeconds: [],
    })
    closers.push(router.stop)
    const api = router.as('manager')
    await api('POST', '/events', anEvent())

    const id = await eventually(async () => {
      const { items } = Listed.parse((await api('GET', '/deliveries')).body)
      expect(items).toMatchObject([{ status: 'failed' }])
      return items[0]?.id ?? ''
    })
    expect((await api('GET', `/deliveries/${id}`)).body).toMatchObject({
      attempts: [{ reason: 'refused: the URL must begin with https://' }],
    })
    expect(receiver.requests).toEqual([])
  })
})

function create(api: Api, url: string) {
  return api('POST', '/webhooks', { url, resource: 'SUBSCRIPTION', actions: ['ADDED'] })
}

function anEvent() {
  return {
    uuid: randomUUID(),
    timestamp: 1700000000000,
    resourceAction: 'ADDED',
    resource: { type: 'SUBSCRIPTION', uuid: 's-1', content: {} },
  }
}
