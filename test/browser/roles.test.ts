import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'

import { aFixture } from './support/fixture.ts'
import { type Screen, someScreens } from './support/screens.ts'

/** Controls that change something. */
const changes =
  /add webhook|^edit|delete|^enable$|^disable$|is enabled|recover|send|rotate|reveal|retry|publish|save|replace|cancel the|publish an event|create api|revoke/i

describe('Roles', () => {
  const fixture = aFixture()
  let screens: Screen[]

  beforeAll(async () => {
    screens = await someScreens(fixture, 'acme')
  })

  /** The controls of a screen that change something. */
  const changing = async (page: Page | Locator) => {
    const found: string[] = []
    for (const role of ['button', 'link', 'checkbox', 'switch', 'menuitem'] as const) {
      // the details of an audit entry are named after what was changed
      const named = page.getByRole(role, { name: changes }).filter({ hasNotText: /^Details$/ })
      for (const one of await named.all()) {
        found.push(`${role} ${await one.innerText()}`)
      }
    }
    return found
  }

  it('show a viewer no control that changes anything, on any screen', async () => {
    const page = await fixture.signedIn('viewer@acme', '/#/nowhere')
    const found: Record<string, string[]> = {}

    for (const { name, path, drawn } of screens.filter((one) => !forManagers.has(one.name))) {
      await page.goto(path)
      await drawn(page)
      const all = await changing(page)
      if (all.length > 0) found[name] = all
    }

    expect(found).toEqual({})
  })

  it('show a manager these controls', async () => {
    const page = await fixture.signedIn('manager@acme', '/#/nowhere')

    for (const { name, path, drawn } of screens.filter((one) => withTools.has(one.name))) {
      await page.goto(path)
      await drawn(page)
      const all = await changing(page)
      expect([name, all.length]).toEqual([name, expect.any(Number)])
      expect(all.length).toBeGreaterThan(1)
    }
  })

  it('keep a viewer out of forms that are opened by their address', async () => {
    const page = await fixture.signedIn('viewer@acme', '/#/nowhere')

    for (const { path } of screens.filter((one) => forManagers.has(one.name))) {
      await page.goto('/#/nowhere')
      await page.getByText('Page not found').first().waitFor()
      await page.goto(path)
      await page.getByText(/Your role does not allow/).waitFor()
      expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0)
      expect(await changing(page.locator('#content'))).toEqual([])
    }
  })

  it('apply at the API: it rejects changes with the token of a viewer', async () => {
    const { page } = await fixture.visit()
    const request = page.waitForRequest((request) => 'authorization' in request.headers())
    await page.goto('/')
    await page.getByLabel('User').fill('viewer@acme')
    await page.getByLabel('Password').fill(fixture.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const { authorization = '' } = (await request).headers()
    const webhook = screens.find(({ name }) => name === 'webhook')?.path.replace('/#', '') ?? ''
    const delivery =
      screens
        .find(({ name }) => name === 'delivery')
        ?.path.split('/')
        .at(-1) ?? ''

    const operations = [
      'POST /webhooks',
      `PATCH ${webhook}`,
      `DELETE ${webhook}`,
      ...['enable', 'disable', 'test', 'recover', 'secret', 'secret/rotate'].map(
        (what) => `POST ${webhook}/${what}`,
      ),
      `GET ${webhook}/secret`,
      `POST /deliveries/${delivery}/retry`,
      'POST /events',
      ...['GET', 'POST'].map((method) => `${method} /api-keys`),
    ]
    const responses = await page.evaluate(requestAll, { operations, authorization })

    expect(responses.filter(({ status }) => status !== 403)).toEqual([
      // no such operation: the secret is read by GET
      expect.objectContaining({ call: `POST ${webhook}/secret`, status: 405 }),
    ])
  })

  it('apply to one marketplace: a manager of another one sees nothing', async () => {
    const page = await fixture.signedIn('manager@globex')

    await page.getByText('No webhooks yet').waitFor()
    await page.goto('/#/log')
    await page.getByText('No deliveries yet').waitFor()
    await page.goto('/#/audit')
    await page.getByText('No entries yet').waitFor()
    const theirs = /^(webhook|webhook-settings|edit-webhook|delivery|event)$/
    for (const { name, path } of screens.filter((one) => theirs.test(one.name))) {
      await page.goto(path)
      await page
        .getByText(/(Webhook|Delivery|Event) not found/)
        .first()
        .waitFor()
      expect([name, (await page.getByRole('main').innerText()).includes('127.0.0.1')]).toEqual([
        name,
        false,
      ])
    }
  })
})

const forManagers = new Set([
  'receiver',
  'edit-integration',
  'set-up-integration',
  'try-integration-event',
  'add-webhook',
  'edit-webhook',
  'copy-webhook',
  'publish-event',
  'api-keys',
])
const withTools = new Set([
  'webhooks',
  'webhook',
  'webhook-settings',
  'log',
  'delivery',
  'api-keys',
])

type Attempted = { operations: string[]; authorization: string }

/** Runs in the page, as a viewer could do it in the console. */
async function requestAll({ operations, authorization }: Attempted) {
  const responses = []
  for (const call of operations) {
    const [method = '', path = ''] = call.split(' ')
    const headers = { authorization, 'content-type': 'application/json' }
    const body = method === 'GET' || method === 'DELETE' ? null : '{}'
    const { status } = await fetch(path, { method, headers, body })
    responses.push({ call, status })
  }
  return responses
}
