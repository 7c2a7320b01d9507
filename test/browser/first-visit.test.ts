import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { bytesOf, countReceived } from './support/page-visit.ts'
import { fillSignIn } from './support/visitor.ts'
import { aWebhook } from './support/webhooks.ts'

describe('A first visit', () => {
  const fixture = aFixture()

  it.each([
    ['overview', '/', 'Latest failures'],
    ['webhooks', '/#/webhooks', 'crm.example/webhooks'],
  ])(
    'of the %s screen loads at most 100 KB of script before the sign-in form, and 500 KB in 20 requests',
    async (screen, address, last) => {
      await aWebhook(fixture.router.as('manager'), { url: `https://crm.example/${screen}` })
      const { page } = await fixture.visit()
      const { received } = await countReceived(page)

      await page.goto(address)
      await page.getByLabel('Password', { exact: true }).waitFor()
      const ofSignIn = received()
      await page.waitForLoadState('networkidle')
      await fillSignIn(page, 'manager@acme', fixture.password)
      await page.getByText(last).first().waitFor()
      const ofAll = received()

      expect(bytesOf(ofSignIn, 'Script')).toBeGreaterThan(0)
      expect(bytesOf(ofSignIn, 'Script')).toBeLessThan(100_000)
      expect(bytesOf(ofAll)).toBeGreaterThan(100_000)
      expect(bytesOf(ofAll)).toBeLessThan(500_000)
      expect(ofAll.length).toBeLessThanOrEqual(20)
    },
  )

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

  it.each([
    ['/#/webhooks', /\/webhooks-[\w-]+\.js/],
    ['/#/webhooks/new?event=user.added', /\/add-screen-[\w-]+\.js/],
    ['/#/webhooks/some-id', /\/webhook-screen-[\w-]+\.js/],
  ])('loads the code of the screen at %s while the token is requested', async (address, code) => {
    const { page } = await fixture.visit()
    const isRequested = page.waitForRequest(code)
    await page.route('**/sign-in/token', async (route) => {
      await isRequested
      await route.continue()
    })
    await page.goto(address)

    await fillSignIn(page, 'manager@acme', fixture.password)

    await page.getByRole('heading', { level: 1 }).waitFor()
  })

  it('requests the data of its address once, before anything is drawn', async () => {
    const { page } = await fixture.visit()
    await page.addInitScript(rememberFirstHeading)
    await page.goto('/#/webhooks?search=nowhere&sort=name')

    await fillSignIn(page, 'manager@acme', fixture.password)
    await page.getByText('No webhook matches the filters').waitFor()

    const { requested, headingAt } = await page.evaluate(timesOfList)
    expect(requested.map(({ search }) => search)).toEqual([
      '?search=nowhere&sort=name&order=asc&limit=50',
    ])
    expect(requested[0]?.at).toBeLessThan(headingAt)
  })

  it('draws its screen without data when the API is slow', async () => {
    const url = 'https://slow.example/hook'
    await aWebhook(fixture.router.as('manager'), { url })
    const { page } = await fixture.visit()
    let answer: () => void = () => undefined
    const slow = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/webhooks?*', async (route) => {
      await slow
      await route.continue()
    })
    await page.goto('/#/webhooks')

    await fillSignIn(page, 'manager@acme', fixture.password)

    await page.getByRole('heading', { name: 'Webhooks', level: 1 }).waitFor()
    answer()
    await page.getByText(url).first().waitFor()
  })

  it('loads the next screens once the first one is shown', async () => {
    const { page } = await fixture.visit()
    await page.goto('/')
    const isLoaded = page.waitForResponse(/log-screen-[\w-]+\.js/)

    await fillSignIn(page, 'manager@acme', fixture.password)

    expect((await isLoaded).status()).toBe(200)
  })
})

type Remembering = typeof globalThis & { headingAt?: number }

/** Runs in the page, before its scripts. */
function rememberFirstHeading(): void {
  const here = globalThis as Remembering
  new MutationObserver(() => {
    if (document.querySelector('h1') !== null) here.headingAt ??= performance.now()
  }).observe(document, { childList: true, subtree: true })
}

/** Runs in the page: when webhooks were requested, and when the first heading was drawn. */
function timesOfList(): { requested: { search: string; at: number }[]; headingAt: number } {
  const requested = performance
    .getEntriesByType('resource')
    .map(({ name, startTime: at }) => ({ url: new URL(name), at }))
    .filter(({ url }) => url.pathname === '/webhooks')
    .map(({ url, at }) => ({ search: url.search, at }))
  return { requested, headingAt: (globalThis as Remembering).headingAt ?? 0 }
}
