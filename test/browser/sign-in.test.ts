import { describe, expect, it } from '@jest/globals'

import { aPlace } from './support/fixture.ts'
import { fillSignIn } from './support/visitor.ts'

describe('Signing in', () => {
  const place = aPlace()

  it('leads from the page through the form to the webhooks', async () => {
    const { page } = await place.visit()
    await page.goto('/')

    await fillSignIn(page, 'manager@acme', place.password)

    await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor()
    await page.getByText('No webhooks yet').waitFor()
    await page.getByRole('button', { name: 'manager@acme' }).click()
    await page.getByText('Manager · Marketplace acme').filter({ visible: true }).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  it('shows that the password was wrong, and lets one try again', async () => {
    const { page } = await place.visit()
    await page.goto('/')

    await fillSignIn(page, 'manager@acme', 'wrong')

    await page.getByRole('alert').getByText('No such user, or a wrong password.').waitFor()
    expect(await page.getByLabel('User').inputValue()).toBe('manager@acme')
    await fillSignIn(page, 'manager@acme', place.password)
    await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor()
  })

  it('leads back to the screen that was asked for', async () => {
    const page = await place.signedIn('manager@acme', '/#/audit')

    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
  })

  it('lasts when the page is reloaded, and keeps no token where scripts could find it', async () => {
    const page = await place.signedIn('manager@acme', '/#/log')

    await page.reload()

    await page.getByRole('heading', { name: 'Event log', level: 1 }).waitFor()
    const kept = await page.evaluate(() =>
      JSON.stringify([
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        document.cookie,
      ]),
    )
    expect(kept).not.toMatch(/access_token|refresh_token|eyJ/)
  })

  it('ends by signing out: whoever comes then is asked again', async () => {
    const page = await place.signedIn('manager@acme')

    await page.getByRole('button', { name: 'manager@acme' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()

    await page.getByLabel('Password').waitFor()
    await page.goto('/#/webhooks')
    await page.getByLabel('Password').waitFor()
  })
})
