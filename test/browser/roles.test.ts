import { beforeAll, describe, expect, it } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'

import { aPlace } from './support/fixture.ts'
import { type Screen, someScreens } from './support/screens.ts'

/** What changes something, wherever it stands. */
const changes =
  /add webhook|^edit|delete|^enable$|^disable$|is enabled|recover|send|rotate|reveal|retry|publish|save|replace|cancel the|try an event/i

describe('Roles', () => {
  const place = aPlace()
  let screens: Screen[]

  beforeAll(async () => {
    screens = await someScreens(place, 'acme')
  })

  /** What stands on a screen and changes something: buttons, links, switches, and fields to be filled. */
  const changing = async (page: Page | Locator) => {
    const found: string[] = []
    for (const role of ['button', 'link', 'checkbox', 'switch', 'menuitem'] as const) {
      for (const one of await page.getByRole(role, { name: changes }).all()) {
        found.push(`${role} ${await one.innerText()}`)
      }
    }
    return found
  }

  it('show a viewer no button that changes anything, on any screen', async () => {
    const page = await place.signedIn('viewer@acme', '/#/nowhere')
    const found: Record<string, string[]> = {}

    for (const { name, path, drawn } of screens.filter((one) => !forManagers.has(one.name))) {
      await page.goto(path)
      await drawn(page)
      const all = await changing(page)
      if (all.length > 0) found[name] = all
    }

    expect(found).toEqual({})
  })

  it('show a manager such buttons where a viewer has none', async () => {
    const page = await place.signedIn('manager@acme', '/#/nowhere')

    for (const { name, path, drawn } of screens.filter((one) => withTools.has(one.name))) {
      await page.goto(path)
      await drawn(page)
      const all = await changing(page)
      expect([name, all.length]).toEqual([name, expect.any(Number)])
      expect(all.length).toBeGreaterThan(1)
    }
  })

  it('let no viewer in by the address of a form', async () => {
    const page = await place.signedIn('viewer@acme', '/#/nowhere')

    for (const { path } of screens.filter((one) => forManagers.has(one.name))) {
      await page.goto('/#/nowhere')
      await page.getByText('There is nothing here').first().waitFor()
      await page.goto(path)
      await page.getByText(/Your role does not allow/).waitFor()
      expect(await page.getByRole('main').getByRole('textbox').count()).toBe(0)
      expect(await changing(page.locator('#content'))).toEqual([])
    }
  })

  it('hold at the API too: whatever a viewer changes with his own token is refused', async () => {
    const { page } = await place.visit()
    const asked = page.waitForRequest((request) => 'authorization' in request.headers())
    await page.goto('/')
    await page.getByLabel('User').fill('viewer@acme')
    await page.getByLabel('Password').fill(place.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    const { authorization = '' } = (await asked).headers()
    const webhook = screens.find(({ name }) => name === 'webhook')?.path.replace('/#', '') ?? ''
    const delivery =
      screens
        .find(({ name }) => name === 'delivery')
        ?.path.split('/')
        .at(-1) ?? ''

    const tried = [
      'POST /webhooks',
      `PATCH ${webhook}`,
      `DELETE ${webhook}`,
      ...['enable', 'disable', 'test', 'recover', 'secret', 'secret/rotate'].map(
        (what) => `POST ${webhook}/${what}`,
      ),
      `GET ${webhook}/secret`,
      `POST /deliveries/${delivery}/retry`,
      'POST /events',
    ]
    const answers = await page.evaluate(tryAll, { tried, authorization })

    expect(answers.filter(({ status }) => status !== 403)).toEqual([
      // there is no such call: the secret is read
      expect.objectContaining({ call: `POST ${webhook}/secret`, status: 405 }),
    ])
  })

  it('hold in one marketplace alone: another one’s manager sees nothing of it', async () => {
    const page = await place.signedIn('manager@globex')

    await page.getByText('No webhooks yet').waitFor()
    await page.goto('/#/log')
    await page.getByText('No deliveries yet').waitFor()
    await page.goto('/#/audit')
    await page.getByText('Nothing was done yet').waitFor()
    const theirs = /^(webhook|webhook-settings|edit-webhook|delivery|event)$/
    for (const { name, path } of screens.filter((one) => theirs.test(one.name))) {
      await page.goto(path)
      await page
        .getByText(/no such webhook|no such delivery|No webhook of this marketplace/)
        .first()
        .waitFor()
      expect([name, (await page.getByRole('main').innerText()).includes('127.0.0.1')]).toEqual([
        name,
        false,
      ])
    }
  })
})

const forManagers = new Set(['add-webhook', 'edit-webhook', 'try-event'])
const withTools = new Set(['webhooks', 'webhook', 'webhook-settings', 'log', 'delivery'])

type Tried = { tried: string[]; authorization: string }

/** Runs in the page, as whoever sits there could do it. */
async function tryAll({ tried, authorization }: Tried) {
  const answers = []
  for (const call of tried) {
    const [method = '', path = ''] = call.split(' ')
    const headers = { authorization, 'content-type': 'application/json' }
    const body = method === 'GET' || method === 'DELETE' ? null : '{}'
    const { status } = await fetch(path, { method, headers, body })
    answers.push({ call, status })
  }
  return answers
}
