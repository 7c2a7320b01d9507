import { describe, expect, it } from '@jest/globals'
import type { Page, Route } from 'playwright-core'

import { aFixture } from './support/fixture.ts'
import { fillRequired } from './support/forms.ts'
import { fillSignIn } from './support/visitor.ts'

const url = 'https://crm.example.com/hooks'

describe('The page', () => {
  const fixture = aFixture()

  it('reports a lost connection and keeps unsaved changes until it is restored', async () => {
    const page = await fixture.signedIn('manager@shop-3', '/#/webhooks/new')
    await fillRequired(page, { url })
    await page.context().setOffline(true)

    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText('Connection lost').waitFor()
    expect(await page.getByRole('textbox', { name: 'URL' }).inputValue()).toBe(url)
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`Webhook “${url}” was created.`).waitFor()
    await page.getByText('Connection lost').waitFor({ state: 'hidden' })
    await page.getByRole('link', { name: 'View all webhooks' }).click()
    await page.getByRole('row').filter({ hasText: url }).waitFor()
  })

  it('detects that the connection is restored on a screen that polls', async () => {
    const page = await fixture.signedIn('manager@shop-4', '/#/log')
    await page.getByText('No deliveries yet').waitFor()

    await page.context().setOffline(true)
    await page.getByText('Connection lost').waitFor()
    await page.context().setOffline(false)

    await page.getByText('Connection lost').waitFor({ state: 'hidden' })
  })

  it('loads a screen when the connection is restored', async () => {
    const page = await fixture.signedIn('manager@shop-9', '/#/webhooks')
    await page.getByText('No webhooks yet').waitFor()
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByText('This page cannot be loaded').first().waitFor()

    await page.context().setOffline(false)

    await page.getByText('No entries yet').waitFor()
    expect(await page.getByText('This page cannot be loaded').count()).toBe(0)
  })

  it('draws a screen whose styles are still loading when another screen is visited', async () => {
    const page = await fixture.signedIn('manager@shop-10', '/#/nowhere')
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/assets/log-screen-*.css', async (route) => {
      await held
      await route.continue()
    })
    const requested = page.waitForRequest(/log-screen-.*\.css/)
    await page.goto('/#/log')
    await requested

    await page.goto('/#/audit')
    await page.getByText('No entries yet').waitFor()
    release()
    await page.goto('/#/log')

    await page.getByText('No deliveries yet').waitFor()
  })

  it('signs in again in a popup when the session has expired, and keeps unsaved changes', async () => {
    const page = await fixture.signedIn('manager@shop-5', '/#/webhooks/new')
    await fillRequired(page, { url })
    await endSignIn(page)

    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByRole('dialog').getByText('Your session has expired').waitFor()
    await page.unroute('**/webhooks')
    const popup = page.waitForEvent('popup')
    await page.getByRole('button', { name: 'Sign in again' }).click()
    await fillSignIn(await popup, 'manager@shop-5', fixture.password)

    await page.getByText(`Webhook “${url}” was created.`).waitFor()
    await page.getByRole('link', { name: 'View all webhooks' }).click()
    await page.getByRole('row').filter({ hasText: url }).waitFor()
  })

  it('silently renews a rejected token', async () => {
    const page = await fixture.signedIn('manager@shop-6', '/#/webhooks/new')
    await fillRequired(page, { url })
    await page.route('**/webhooks', unauthorized, { times: 1 })

    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`Webhook “${url}” was created.`).waitFor()
  })
})

/** The response to an invalid token. */
function unauthorized(route: Route) {
  return route.fulfill({ status: 401, json: { status: 401, detail: 'the token has expired' } })
}

/** Invalidates the access token, the refresh token and the session at the sign-in server. */
async function endSignIn(page: Page): Promise<void> {
  await page.route('**/webhooks', unauthorized)
  await page.route('**/sign-in/token', (route) => {
    const isRenewal = route.request().postData()?.includes('refresh_token') === true
    return isRenewal
      ? route.fulfill({ status: 400, json: { error: 'invalid_grant' } })
      : route.continue()
  })
  await page.context().clearCookies()
}
