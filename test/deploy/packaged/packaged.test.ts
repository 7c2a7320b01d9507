import { spawnSync } from 'node:child_process'

import { describe, expect, it } from '@jest/globals'

import { apiUrl, ask, output } from '../account.ts'
import { fromCloudFront } from '../page-host.ts'
import { arrival, deliveryOf, listen, setUpWebhook, subscriptionAdded } from '../trial.ts'

/** `consumer/` is an app in which the package is installed; its stack is deployed. */
describe('The package', () => {
  it('delivers an event from the bus of the app', async () => {
    const receiver = await listen()
    const webhook = await setUpWebhook(receiver)

    await subscriptionAdded()

    expect(await arrival(receiver)).toMatchObject({ method: 'POST', path: '/hook' })
    await deliveryOf(webhook, 'successful')
    expect(output('BusName')).toMatch(/^HooksCompany/)
  })

  it('has its API, which admits no one without a token', async () => {
    expect(await ask('GET', '/health')).toMatchObject({ status: 200 })
    expect(await ask('GET', '/webhooks')).toMatchObject({ status: 401 })
  })

  it('has the typed client of its API', async () => {
    const app = process.env['POSTRIDER_APP'] ?? ''
    const file = `${app}/node_modules/postrider/client.js`
    const { createPostriderClient } = (await import(
      file
    )) as typeof import('../../../client/postrider.ts')
    const client = createPostriderClient({ url: apiUrl() })

    expect((await client.GET('/health')).data).toEqual({ status: 'ok' })
  })

  it('has the command that applies a file of webhooks', () => {
    const command = `${process.env['POSTRIDER_APP'] ?? ''}/node_modules/.bin/postrider`

    expect(spawnSync(command, ['--help'], { encoding: 'utf8' }).stdout).toContain('postrider apply')
  })

  it('has its page', async () => {
    expect(await fromCloudFront('/')).toMatchObject({
      status: 200,
      body: expect.stringContaining('<title>') as unknown,
    })
  })
})
