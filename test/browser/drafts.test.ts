import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { choose } from './support/forms.ts'
import { aPlace } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'
const place = aPlace()

/** A field by what stands above it. */
const at = (page: Page, label: string) => page.getByRole('textbox', { name: label })
const isBack = 'What you typed here before, and did not save, is back.'

/** As when the address is changed by hand: nobody can be asked. */
async function go(page: Page, screen: string, heading: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, screen)
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
}

/** Whatever the page has written down in the browser. */
const stored = (page: Page) =>
  page.evaluate(() => JSON.stringify([sessionStorage, localStorage].map(Object.entries)))

describe('A form that was filled', () => {
  it('asks before one leaves it', async () => {
    const page = await place.signedIn('manager@shop-1', '/#/webhooks/new')
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

  it('is filled again when one comes back, secrets too, until one starts over', async () => {
    const page = await place.signedIn('manager@shop-2', '/#/webhooks/new')
    await at(page, 'URL').fill(url)
    await page.getByRole('radio', { name: 'Token', exact: true }).check()
    await at(page, 'Token').fill('s3cret')

    await go(page, '/audit', 'Audit')
    await go(page, '/webhooks/new', 'Add webhook')

    await page.getByText(isBack).waitFor()
    expect(await at(page, 'URL').inputValue()).toBe(url)
    expect(await at(page, 'Token').inputValue()).toBe('s3cret')
    expect(await stored(page)).not.toContain('s3cret')
    await page.getByRole('button', { name: 'Start over' }).click()
    expect(await at(page, 'URL').inputValue()).toBe('')
    expect(await page.getByText(isBack).count()).toBe(0)
  })

  it('is of one webhook alone', async () => {
    const api = place.router.as('manager', 'shop-3')
    const id = await aWebhook(api, { url })
    const page = await place.signedIn('manager@shop-3', `/#/webhooks/${id}/edit`)
    await at(page, 'URL').fill(`${url}/2`)

    await go(page, '/webhooks/new', 'Add webhook')
    expect(await at(page, 'URL').inputValue()).toBe('')
    await go(page, `/webhooks/${id}/edit`, 'Edit webhook')
    expect(await at(page, 'URL').inputValue()).toBe(`${url}/2`)
  })

  it('holds an event, too', async () => {
    const page = await place.signedIn('manager@shop-4', '/#/events/new')
    await at(page, 'Resource id').fill('mine')

    await go(page, '/audit', 'Audit')
    await go(page, '/events/new', 'Try an event')

    await page.getByText('What you typed here before, and did not publish, is back.').waitFor()
    expect(await at(page, 'Resource id').inputValue()).toBe('mine')
    await page.getByRole('button', { name: 'Publish event' }).click()
    await page.getByText('No webhook wanted it').waitFor()
    await go(page, '/audit', 'Audit')
    await go(page, '/events/new', 'Try an event')
    expect(await at(page, 'Resource id').inputValue()).not.toBe('mine')
  })

  it('keeps what was written of an event when the resource becomes another one', async () => {
    const page = await place.signedIn('manager@shop-5', '/#/events/new')
    await choose(page, 'Resource type', 'User')
    const sample = await at(page, 'Content').inputValue()
    await at(page, 'Content').fill('{"mine": true}')

    await choose(page, 'Resource type', 'Company')
    expect(await at(page, 'Content').inputValue()).toBe('{"mine": true}')
    await page.getByRole('button', { name: 'Back to the sample' }).click()

    expect(await at(page, 'Content').inputValue()).not.toBe(sample)
    await choose(page, 'Resource type', 'User')
    expect(await at(page, 'Content').inputValue()).toBe(sample)
  })

  it('in a cell of the table asks, too', async () => {
    const api = place.router.as('manager', 'shop-6')
    await aWebhook(api, { url })
    const page = await place.signedIn('manager@shop-6', '/#/webhooks')
    const edit = page.getByRole('button', { name: `Edit URL of ${url}` })
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
