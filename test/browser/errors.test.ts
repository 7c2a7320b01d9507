import { describe, expect, it } from '@jest/globals'
import type { Page, Route } from 'playwright-core'

import { choose, fillWhat } from './support/forms.ts'
import { aPlace } from './support/fixture.ts'
import { fillSignIn } from './support/visitor.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'

/** The alert at the field with that label. */
const at = (page: Page, label: string) => page.getByRole('textbox', { name: label })

describe('The page, when something is wrong,', () => {
  const place = aPlace()

  it('says at each field what is missing, before it asks the API', async () => {
    const page = await place.signedIn('manager@shop-1', '/#/webhooks/new')

    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText('Is required').first().waitFor()
    expect(await page.getByText('Is required').count()).toBe(3)
    expect(await at(page, 'URL').getAttribute('aria-invalid')).toBe('true')
  })

  it('shows what the API refuses at the field that it is about', async () => {
    const page = await place.signedIn('manager@shop-2', '/#/webhooks/new')
    await fillWhat(page, { url: 'ftp://crm.example.com' })
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

  it('tells of a lost connection, keeps what was typed, and goes on when it is back', async () => {
    const page = await place.signedIn('manager@shop-3', '/#/webhooks/new')
    await fillWhat(page, { url })
    await page.context().setOffline(true)

    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText('The connection to the router is lost').waitFor()
    expect(await at(page, 'URL').inputValue()).toBe(url)
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`The webhook to ${url} was created.`).waitFor()
    await page.getByText('The connection to the router is lost').waitFor({ state: 'hidden' })
    await page.getByRole('row').filter({ hasText: url }).waitFor()
  })

  it('finds the connection again by itself on a screen that is kept as it is now', async () => {
    const page = await place.signedIn('manager@shop-4', '/#/log')
    await page.getByText('No deliveries yet').waitFor()

    await page.context().setOffline(true)
    await page.getByText('The connection to the router is lost').waitFor()
    await page.context().setOffline(false)

    await page.getByText('The connection to the router is lost').waitFor({ state: 'hidden' })
  })

  it('brings a screen that could not be loaded when the connection is back', async () => {
    const page = await place.signedIn('manager@shop-9', '/#/webhooks')
    await page.getByText('No webhooks yet').waitFor()
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByText('This page cannot be loaded now').first().waitFor()

    await page.context().setOffline(false)

    await page.getByText('Nothing was done yet').waitFor()
    expect(await page.getByText('This page cannot be loaded now').count()).toBe(0)
  })

  it('signs in again in a small window when the sign-in has ended, and loses nothing typed', async () => {
    const page = await place.signedIn('manager@shop-5', '/#/webhooks/new')
    await fillWhat(page, { url })
    await endSignIn(page)

    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByRole('dialog').getByText('Your sign-in has ended').waitFor()
    await page.unroute('**/webhooks')
    const popup = page.waitForEvent('popup')
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await fillSignIn(await popup, 'manager@shop-5', place.password)

    await page.getByText(`The webhook to ${url} was created.`).waitFor()
    await page.getByRole('row').filter({ hasText: url }).waitFor()
  })

  it('renews a token that is refused without a word', async () => {
    const page = await place.signedIn('manager@shop-6', '/#/webhooks/new')
    await fillWhat(page, { url })
    await page.route('**/webhooks', refused, { times: 1 })

    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`The webhook to ${url} was created.`).waitFor()
  })

  it('says so when the API fails, and reads again when asked to', async () => {
    const page = await place.signedIn('manager@shop-7', '/#/audit')
    await page.route('**/webhooks?*', (route) => route.fulfill({ status: 503, json: {} }))

    await page.getByRole('link', { name: 'Webhooks', exact: true }).first().click()
    await page.getByText('This did not work').waitFor()
    await page.unroute('**/webhooks?*')
    await page.getByRole('button', { name: 'Try again' }).click()

    await page.getByText('No webhooks yet').waitFor()
  })

  it('refuses to overwrite what somebody else has changed meanwhile', async () => {
    const api = place.router.as('manager', 'shop-8')
    const id = await aWebhook(api, { url })
    const page = await place.signedIn('manager@shop-8', `/#/webhooks/${id}/edit`)
    await choose(page, 'Resource', 'User')
    await page.getByRole('checkbox', { name: 'Added' }).waitFor()
    await api('PATCH', `/webhooks/${id}`, { description: 'theirs' }, { 'if-match': '"1"' })

    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText('Somebody else changed this meanwhile').first().waitFor()
    expect((await api('GET', `/webhooks/${id}`)).body).toMatchObject({
      description: 'theirs',
      resource: 'SUBSCRIPTION',
    })
    await page.getByRole('button', { name: 'Take over the newest, and keep my changes' }).click()
    expect(await at(page, 'Description').inputValue()).toBe('theirs')
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`The webhook to ${url} was saved.`).waitFor()
    expect((await api('GET', `/webhooks/${id}`)).body).toMatchObject({
      description: 'theirs',
      resource: 'USER',
    })
  })
})

/** As when a token is good no more. */
function refused(route: Route) {
  return route.fulfill({ status: 401, json: { status: 401, detail: 'the token has expired' } })
}

/** From now on neither the token is good nor what renews it, nor the session at the sign-in server. */
async function endSignIn(page: Page): Promise<void> {
  await page.route('**/webhooks', refused)
  await page.route('**/sign-in/token', (route) => {
    const isRenewal = route.request().postData()?.includes('refresh_token') === true
    return isRenewal
      ? route.fulfill({ status: 400, json: { error: 'invalid_grant' } })
      : route.continue()
  })
  await page.context().clearCookies()
}

/** Everything that is read out with a field. */
async function describedBy(page: Page, label: string): Promise<string> {
  return at(page, label).evaluate((field) =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent ?? '')
      .join(' '),
  )
}
