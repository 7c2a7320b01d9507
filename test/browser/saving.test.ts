import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { aFixture } from './support/fixture.ts'
import { fillRequired } from './support/forms.ts'

const url = 'https://crm.example.com/hooks'

const save = (page: Page) => page.getByRole('button', { name: 'Save webhook' })

describe('A webhook that is being saved', () => {
  const fixture = aFixture()

  it('does not navigate if the user has left the form by then', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks/new')
    const { goOn } = await slowApi(page)
    await fillRequired(page, { url })
    await save(page).click()

    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
    goOn()

    await page.getByText(`Webhook “${url}” was created.`).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Audit log')
    await page.getByRole('link', { name: 'Webhooks', exact: true }).first().click()
    await page.getByRole('link', { name: 'Add webhook' }).first().click()
    expect(await page.getByRole('textbox', { name: 'URL' }).inputValue()).toBe('')
  })

  it('shows a notice if saving failed, and restores the draft', async () => {
    const page = await fixture.signedIn('manager@shop-2', '/#/webhooks/new')
    const { goOn } = await slowApi(page)
    await fillRequired(page, { url: 'ftp://crm.example.com' })
    await save(page).click()

    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
    goOn()

    await page.getByText('Webhook “ftp://crm.example.com” was not saved').first().waitFor()
    await page.goto('/#/webhooks/new')
    await page.getByText('Your unsaved changes were restored.').waitFor()
  })
})

/** Holds requests that save until `goOn` is called. */
async function slowApi(page: Page) {
  const waiting: (() => void)[] = []
  await page.route('**/webhooks', async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((go) => waiting.push(go))
    await route.continue()
  })
  return {
    goOn: () => {
      for (const go of waiting) go()
    },
  }
}
