import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { eventually } from '../support/eventually.ts'
import { choose, fillWhat } from './support/forms.ts'
import { aPlace } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'

/** A field by what stands above it. */
const at = (page: Page, label: string) => page.getByRole('textbox', { name: label })
const save = (page: Page) => page.getByRole('button', { name: 'Save webhook' })
const needsAttention = (page: Page) =>
  page.getByText('Some fields need attention.').filter({ visible: true }).first()

/** What would be typed into now. */
const inFocus = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.value)

describe('A webhook that is not saved', () => {
  const place = aPlace()

  it('shows the first field that is wrong, though it is out of sight', async () => {
    const page = await place.signedIn('manager@shop-1', '/#/webhooks/new')
    await fillWhat(page, { url })
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
    await page.getByText(`The webhook to ${url} was created.`).waitFor()
  })

  it('shows what the API finds in a field, and no more of it once that is changed', async () => {
    const page = await place.signedIn('manager@shop-2', '/#/webhooks/new')
    await fillWhat(page, { url: 'ftp://crm.example.com?token=1' })

    await save(page).click()

    await needsAttention(page).waitFor()
    expect(await inFocus(page)).toBe('ftp://crm.example.com?token=1')
    expect(await page.getByText('Cannot').count()).toBe(0)
    await at(page, 'URL').fill(url)
    await eventually(async () => {
      expect(await at(page, 'URL').getAttribute('aria-invalid')).not.toBe('true')
    })
  })

  it('shows no secret of a URL, and keeps it when something else is changed', async () => {
    const api = place.router.as('manager', 'shop-8')
    const id = await aWebhook(api, { url: `${url}?sig=s3cret` })
    const page = await place.signedIn('manager@shop-8', `/#/webhooks/${id}/edit`)
    await page.getByText('What is shown as *** stays as it is').waitFor()
    expect(await at(page, 'URL').inputValue()).toBe(`${url}?sig=***`)

    await at(page, 'URL').fill(`${url}/2?sig=***`)
    await save(page).click()

    await page.getByRole('heading', { name: `${url}/2?sig=***`, level: 1 }).waitFor()
  })

  it('says at once which fields of the authentication are missing', async () => {
    const page = await place.signedIn('manager@shop-3', '/#/webhooks/new')
    await page.getByRole('radio', { name: 'OAuth2 (Resource Owner Password)' }).check()

    await save(page).click()

    await needsAttention(page).waitFor()
    expect(await page.getByText('Is required').count()).toBe(8)
    await page.getByRole('radio', { name: 'Token', exact: true }).check()
    expect(await page.getByText('Is required').count()).toBe(3)
  })

  it('leads to the other webhook that sends the same', async () => {
    const api = place.router.as('manager', 'shop-4')
    const id = await aWebhook(api, { url })
    const page = await place.signedIn('manager@shop-4', '/#/webhooks/new')
    await fillWhat(page, { url })

    await save(page).click()

    await needsAttention(page).waitFor()
    const link = page.getByRole('link', { name: 'See the other webhook' })
    expect(await link.getAttribute('href')).toBe(`#/webhooks/${id}`)
    await choose(page, 'Resource', 'User')
    await link.waitFor({ state: 'hidden' })
  })
})

describe('A webhook that is being saved', () => {
  const place = aPlace()

  it('leaves whoever went elsewhere meanwhile there, unasked', async () => {
    const page = await place.signedIn('manager@shop-1', '/#/webhooks/new')
    const { goOn } = await slowApi(page)
    await fillWhat(page, { url })
    await save(page).click()

    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
    goOn()

    await page.getByText(`The webhook to ${url} was created.`).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Audit')
    await page.getByRole('link', { name: 'Webhooks', exact: true }).first().click()
    await page.getByRole('link', { name: 'Add webhook' }).first().click()
    expect(await at(page, 'URL').inputValue()).toBe('')
  })

  it('is told of when it was not saved, and what was typed is back', async () => {
    const page = await place.signedIn('manager@shop-2', '/#/webhooks/new')
    const { goOn } = await slowApi(page)
    await fillWhat(page, { url: 'ftp://crm.example.com' })
    await save(page).click()

    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
    goOn()

    await page.getByText('The webhook to ftp://crm.example.com was not saved').first().waitFor()
    await page.goto('/#/webhooks/new')
    await page.getByText('What you typed here before, and did not save, is back.').waitFor()
  })
})

describe('A cell of the table that is not saved', () => {
  const place = aPlace()

  it('says why in the words of its field', async () => {
    const api = place.router.as('manager', 'shop-1')
    await aWebhook(api, { url })
    const page = await place.signedIn('manager@shop-1', '/#/webhooks')
    await page.getByRole('button', { name: `Edit URL of ${url}` }).click()
    await at(page, 'URL').fill('ftp://crm.example.com')

    await page.getByRole('button', { name: 'Save', exact: true }).click()

    await at(page, 'URL').and(page.locator('[aria-invalid=true]')).waitFor()
    expect(await page.getByText('Cannot').count()).toBe(0)
    expect(await page.getByText('url:').count()).toBe(0)
  })
})

/** Holds what is saved until it may go on. */
async function slowApi(page: Page) {
  const held: (() => void)[] = []
  await page.route('**/webhooks', async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((go) => held.push(go))
    await route.continue()
  })
  return {
    goOn: () => {
      for (const go of held) go()
    },
  }
}
