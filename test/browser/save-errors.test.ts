import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { eventually } from '../support/eventually.ts'
import { aFixture } from './support/fixture.ts'
import { choose, fillRequired } from './support/forms.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'

/** A field, by its label. */
const at = (page: Page, label: string) => page.getByRole('textbox', { name: label })
const save = (page: Page) => page.getByRole('button', { name: 'Save webhook' })
const needsAttention = (page: Page) =>
  page.getByText('Some fields have errors.').filter({ visible: true }).first()

/** The value of the focused field. */
const inFocus = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)

describe('A webhook that is not saved', () => {
  const fixture = aFixture()

  it('reveals and focuses the first invalid field', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks/new')
    await fillRequired(page, { url })
    const advanced = page.getByRole('button', { name: 'Advanced settings' })
    await advanced.click()
    await at(page, 'Time limit').fill('soon')
    await advanced.click()

    await save(page).click()

    await needsAttention(page).waitFor()
    expect(await inFocus(page)).toBe('soon')
    await at(page, 'Time limit').fill('10')
    await needsAttention(page).waitFor({ state: 'hidden' })
    await save(page).click()
    await page.getByText(`Webhook “${url}” was created.`).waitFor()
  })

  it('shows an API error at its field until the field is changed', async () => {
    const page = await fixture.signedIn('manager@shop-2', '/#/webhooks/new')
    await fillRequired(page, { url: 'ftp://crm.example.com?token=1' })

    await save(page).click()

    await needsAttention(page).waitFor()
    expect(await inFocus(page)).toBe('ftp://crm.example.com?token=1')
    expect(await page.getByText('Cannot').count()).toBe(0)
    await at(page, 'URL').fill(url)
    await eventually(async () => {
      expect(await at(page, 'URL').getAttribute('aria-invalid')).not.toBe('true')
    })
  })

  it('masks the secret in a URL and keeps it when another part is changed', async () => {
    const api = fixture.router.as('manager', 'shop-8')
    const id = await aWebhook(api, { url: `${url}?sig=s3cret` })
    const page = await fixture.signedIn('manager@shop-8', `/#/webhooks/${id}/edit`)
    await page.getByText('Parts shown as *** do not change').waitFor()
    expect(await at(page, 'URL').inputValue()).toBe(`${url}?sig=***`)

    await at(page, 'URL').fill(`${url}/2?sig=***`)
    await save(page).click()

    await page.getByRole('heading', { name: `${url}/2?sig=***`, level: 1 }).waitFor()
  })

  it('shows the missing fields of the authentication before it sends a request', async () => {
    const page = await fixture.signedIn('manager@shop-3', '/#/webhooks/new')
    await page.getByRole('radio', { name: 'OAuth2 (Resource Owner Password)' }).check()

    await save(page).click()

    await needsAttention(page).waitFor()
    expect(await page.getByText('Is required').count()).toBe(8)
    await page.getByRole('radio', { name: 'Token', exact: true }).check()
    expect(await page.getByText('Is required').count()).toBe(3)
  })

  it('links to the webhook that it conflicts with', async () => {
    const api = fixture.router.as('manager', 'shop-4')
    const id = await aWebhook(api, { url })
    const page = await fixture.signedIn('manager@shop-4', '/#/webhooks/new')
    await fillRequired(page, { url })

    await save(page).click()

    await needsAttention(page).waitFor()
    const link = page.getByRole('link', { name: 'View the other webhook' })
    expect(await link.getAttribute('href')).toBe(`#/webhooks/${id}`)
    await choose(page, 'Resource', 'User')
    await link.waitFor({ state: 'hidden' })
  })
})

describe('A cell of the table that is not saved', () => {
  const fixture = aFixture()

  it('shows the error of its field', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    await aWebhook(api, { url })
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks')
    await page.getByRole('button', { name: `Edit URL of webhook ${url}` }).click()
    await at(page, 'URL').fill('ftp://crm.example.com')

    await page.getByRole('button', { name: 'Save', exact: true }).click()

    await at(page, 'URL').and(page.locator('[aria-invalid=true]')).waitFor()
    expect(await page.getByText('Cannot').count()).toBe(0)
    expect(await page.getByText('url:').count()).toBe(0)
  })
})
