import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { bytesOf, countReceived } from './support/page-visit.ts'
import { fillSignIn } from './support/visitor.ts'
import { aWebhook } from './support/webhooks.ts'

describe('A first visit', () => {
  const fixture = aFixture()

  it('loads at most 100 KB of script before the sign-in form, and all of the page with 20 requests', async () => {
    await aWebhook(fixture.router.as('manager'), { url: 'https://crm.example/hook' })
    const { page } = await fixture.visit()
    const { received } = await countReceived(page)

    await page.goto('/')
    await page.getByLabel('Password', { exact: true }).waitFor()
    const ofSignIn = received()
    await page.waitForLoadState('networkidle')
    await fillSignIn(page, 'manager@acme', fixture.password)
    await page.getByRole('table', { name: 'Latest failures' }).waitFor()
    const ofAll = received()

    expect(bytesOf(ofSignIn, 'Script')).toBeGreaterThan(0)
    expect(bytesOf(ofSignIn, 'Script')).toBeLessThan(100_000)
    expect(bytesOf(ofAll)).toBeGreaterThan(100_000)
    expect(bytesOf(ofAll)).toBeLessThan(500_000)
    expect(ofAll.length).toBeLessThanOrEqual(20)
  })

  it('loads the code of the first screen while the form is open', async () => {
    const { page } = await fixture.visit()
    await page.goto('/')
    await page.getByLabel('Password', { exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    const { received } = await countReceived(page)

    await fillSignIn(page, 'manager@acme', fixture.password)
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()

    expect(received().filter(({ url }) => /\/(page|packages)-/.test(url))).toEqual([])
  })

  it('loads the next screens once the first one is shown', async () => {
    const { page } = await fixture.visit()
    await page.goto('/')
    const isLoaded = page.waitForResponse(/log-screen-[\w-]+\.js/)

    await fillSignIn(page, 'manager@acme', fixture.password)

    expect((await isLoaded).status()).toBe(200)
  })
})
