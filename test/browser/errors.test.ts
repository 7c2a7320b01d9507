import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { aFixture } from './support/fixture.ts'
import { choose, fillRequired } from './support/forms.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'

/** A field, by its label. */
const at = (page: Page, label: string) => page.getByRole('textbox', { name: label })

describe('The page', () => {
  const fixture = aFixture()

  it('shows missing fields before it sends a request', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks/new')

    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText('Is required').first().waitFor()
    expect(await page.getByText('Is required').count()).toBe(3)
    expect(await at(page, 'URL').getAttribute('aria-invalid')).toBe('true')
  })

  it('shows API errors at their fields', async () => {
    const page = await fixture.signedIn('manager@shop-2', '/#/webhooks/new')
    await fillRequired(page, { url: 'ftp://crm.example.com' })
    await page.getByRole('radio', { name: 'Token', exact: true }).check()
    await at(page, 'Token').fill('s3cret')
    await at(page, 'Header').fill('not a header')
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    await at(page, 'Time limit').fill('31')

    await page.getByRole('button', { name: 'Save webhook' }).click()

    for (const label of ['URL', 'Header', 'Time limit']) {
      const field = at(page, label).and(page.locator('[aria-invalid=true]'))
      await field.waitFor()
      expect([label, await describedBy(page, label)]).toEqual([
        label,
        expect.stringMatching(/must|begin|between|from|header/i),
      ])
    }
    expect(await at(page, 'Token').getAttribute('aria-invalid')).not.toBe('true')
  })

  it('shows that the API failed, and tries again on request', async () => {
    const page = await fixture.signedIn('manager@shop-7', '/#/audit')
    await page.route('**/webhooks?*', (route) => route.fulfill({ status: 503, json: {} }))

    await page.getByRole('link', { name: 'Webhooks', exact: true }).first().click()
    await page.getByText('Request failed').waitFor()
    await page.unroute('**/webhooks?*')
    await page.getByRole('button', { name: 'Try again' }).click()

    await page.getByText('No webhooks yet').waitFor()
  })

  it('does not overwrite a change by someone else', async () => {
    const api = fixture.router.as('manager', 'shop-8')
    const id = await aWebhook(api, { url })
    const page = await fixture.signedIn('manager@shop-8', `/#/webhooks/${id}/edit`)
    await choose(page, 'Resource', 'User')
    await page.getByRole('checkbox', { name: 'Added' }).waitFor()
    await api('PATCH', `/webhooks/${id}`, { description: 'theirs' }, { 'if-match': '"1"' })

    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText('Someone else changed this webhook').first().waitFor()
    expect((await api('GET', `/webhooks/${id}`)).body).toMatchObject({
      description: 'theirs',
    })
    await page.getByRole('button', { name: 'Load the latest version and keep my changes' }).click()
    expect(await at(page, 'Description').inputValue()).toBe('theirs')
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText('Webhook “theirs” was saved.').waitFor()
    expect((await api('GET', `/webhooks/${id}`)).body).toMatchObject({
      description: 'theirs',
      subscriptions: [{ resource: 'USER' }],
    })
  })
})

/** Everything that a screen reader reads with a field. */
async function describedBy(page: Page, label: string): Promise<string> {
  return at(page, label).evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}
