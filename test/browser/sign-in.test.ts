import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { fillSignIn } from './support/visitor.ts'

describe('Signing in', () => {
  const fixture = aFixture()

  it('shows the overview, with the first steps in an empty marketplace', async () => {
    const { page } = await fixture.visit()
    await page.goto('/')

    await fillSignIn(page, 'manager@acme', fixture.password)

    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.getByText('1. Add a webhook').waitFor()
    await page.getByRole('button', { name: 'manager@acme' }).click()
    await page.getByText('Manager · Marketplace acme').filter({ visible: true }).waitFor()
    expect(new URL(page.url()).search).toBe('')
  })

  it('shows that the password is wrong, and allows another try', async () => {
    const { page } = await fixture.visit()
    await page.goto('/')

    await fillSignIn(page, 'manager@acme', 'wrong')

    await page.getByRole('alert').getByText('Incorrect user or password.').waitFor()
    expect(await page.getByLabel('User').inputValue()).toBe('manager@acme')
    await fillSignIn(page, 'manager@acme', fixture.password)
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  })

  it('returns to the requested screen', async () => {
    const page = await fixture.signedIn('manager@acme', '/#/audit')

    await page.getByRole('heading', { name: 'Audit', level: 1 }).waitFor()
  })

  it('survives a reload, and stores no token where scripts could find it', async () => {
    const page = await fixture.signedIn('manager@acme', '/#/log')

    await page.reload()

    await page.getByRole('heading', { name: 'Event log', level: 1 }).waitFor()
    const stored = await page.evaluate(() =>
      JSON.stringify([
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        document.cookie,
      ]),
    )
    expect(stored).not.toMatch(/access_token|refresh_token|eyJ/)
  })

  it('is required again after signing out', async () => {
    const page = await fixture.signedIn('manager@acme')

    await page.getByRole('button', { name: 'manager@acme' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()

    await page.getByLabel('Password').waitFor()
    await page.goto('/#/webhooks')
    await page.getByLabel('Password').waitFor()
  })
})
