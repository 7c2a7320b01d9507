import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { aFixture } from './support/fixture.ts'
import { choose } from './support/forms.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'
const fixture = aFixture()

/** A field, by its label. */
const at = (page: Page, label: string) => page.getByRole('textbox', { name: label })
const restored = 'Your unsaved changes were restored.'

/** Changes the address by hand, which shows no question. */
async function go(page: Page, screen: string, heading: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, screen)
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

/** Everything that the page stored in the browser. */
const stored = (page: Page) =>
  page.evaluate(() => JSON.stringify([sessionStorage, localStorage].map(Object.entries)))

describe('A form with unsaved changes', () => {
  it('asks before the user leaves it', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks/new')
    await at(page, 'URL').fill(url)

    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('dialog').getByText('Leave without saving?').waitFor()
    await page.getByRole('button', { name: 'Stay' }).click()
    expect(await at(page, 'URL').inputValue()).toBe(url)
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('button', { name: 'Leave' }).click()

    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
    await go(page, '/webhooks/new', 'Add webhook')
    expect(await at(page, 'URL').inputValue()).toBe('')
  })

  it('is restored on return, with secrets, until the user starts over', async () => {
    const page = await fixture.signedIn('manager@shop-2', '/#/webhooks/new')
    await at(page, 'URL').fill(url)
    await page.getByRole('radio', { name: 'Token', exact: true }).check()
    await at(page, 'Token').fill('s3cret')

    await go(page, '/audit', 'Audit')
    await go(page, '/webhooks/new', 'Add webhook')

    await page.getByText(restored).waitFor()
    expect(await at(page, 'URL').inputValue()).toBe(url)
    expect(await at(page, 'Token').inputValue()).toBe('s3cret')
    expect(await stored(page)).not.toContain('s3cret')
    await page.getByRole('button', { name: 'Start over' }).click()
    expect(await at(page, 'URL').inputValue()).toBe('')
    expect(await page.getByText(restored).count()).toBe(0)
  })

  it('belongs to one webhook', async () => {
    const api = fixture.router.as('manager', 'shop-3')
    const id = await aWebhook(api, { url })
    const page = await fixture.signedIn('manager@shop-3', `/#/webhooks/${id}/edit`)
    await at(page, 'URL').fill(`${url}/2`)

    await go(page, '/webhooks/new', 'Add webhook')
    expect(await at(page, 'URL').inputValue()).toBe('')
    await go(page, `/webhooks/${id}/edit`, 'Edit webhook')
    expect(await at(page, 'URL').inputValue()).toBe(`${url}/2`)
  })

  it('restores an unpublished event', async () => {
    const page = await fixture.signedIn('manager@shop-4', '/#/events/new')
    await at(page, 'Resource ID').fill('mine')

    await go(page, '/audit', 'Audit')
    await go(page, '/events/new', 'Publish event')

    await page.getByText('Your unpublished event was restored.').waitFor()
    expect(await at(page, 'Resource ID').inputValue()).toBe('mine')
    await page.getByRole('button', { name: 'Publish event' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish event' }).click()
    await page.getByText('No webhook wanted it').waitFor()
    await go(page, '/audit', 'Audit')
    await go(page, '/events/new', 'Publish event')
    expect(await at(page, 'Resource ID').inputValue()).not.toBe('mine')
  })

  it('keeps the edited fields of an event when the resource changes', async () => {
    const page = await fixture.signedIn('manager@shop-5', '/#/events/new')
    await choose(page, 'Resource', 'User')
    const sample = await at(page, 'Content').inputValue()
    await at(page, 'Content').fill('{"mine": true}')

    await choose(page, 'Resource', 'Company')
    expect(await at(page, 'Content').inputValue()).toBe('{"mine": true}')
    await page.getByRole('button', { name: 'Reset to sample' }).click()

    expect(await at(page, 'Content').inputValue()).not.toBe(sample)
    await choose(page, 'Resource', 'User')
    expect(await at(page, 'Content').inputValue()).toBe(sample)
  })

  it('asks in a table cell, too', async () => {
    const api = fixture.router.as('manager', 'shop-6')
    await aWebhook(api, { url })
    const page = await fixture.signedIn('manager@shop-6', '/#/webhooks')
    const edit = page.getByRole('button', { name: `Edit URL of webhook ${url}` })
    await edit.click()
    await at(page, 'URL').fill('not wanted')
    await page.getByRole('button', { name: 'Discard' }).click()
    await at(page, 'URL').waitFor({ state: 'hidden' })
    await edit.click()
    await at(page, 'URL').fill(`${url}/2`)

    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByText('Leave without saving?').waitFor()
    await page.getByRole('button', { name: 'Stay' }).click()
    expect(await at(page, 'URL').inputValue()).toBe(`${url}/2`)
    await page.getByRole('button', { name: 'Save', exact: true }).click()

    await page.getByRole('link', { name: `${url}/2`, exact: true }).waitFor()
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
  })
})
