import { randomUUID } from 'node:crypto'

import { describe, expect, it } from '@jest/globals'
import type { FrameLocator, Page } from 'playwright-core'
import * as z from 'zod'

import { aFixture } from './support/fixture.ts'
import { aSite } from './support/site.ts'
import { aWebhook } from './support/webhooks.ts'

const Created = z.object({ id: z.string(), url: z.string() })

const visible = (frame: FrameLocator, text: string) =>
  frame.getByText(text).filter({ visible: true }).first().waitFor()

/** The frame of a site's page. */
const frameOf = (page: Page) => page.frames()[1] ?? page.mainFrame()

const reloadFrame = (page: Page) =>
  frameOf(page).evaluate(() => {
    location.reload()
  })

describe('A portal link', () => {
  const shop = aSite()
  const sibling = aSite('127.0.0.1')
  const stranger = aSite()
  const fixture = aFixture({
    get frameAncestors() {
      return [shop.origin, sibling.origin]
    },
  })

  const aLink = async (role: string, name = 'ann@customer.example') => {
    const { body } = await fixture.router.as('manager')('POST', '/portal-links', { name, role })
    return Created.parse(body)
  }
  const aWebhookCalled = async (description: string) => {
    const url = `https://crm.example/${randomUUID()}`
    await aWebhook(fixture.router.as('manager'), { url, description })
  }
  const framed = async (page: Page, url: string): Promise<FrameLocator> => {
    await page.goto(shop.framing(url))
    return page.frameLocator('iframe')
  }

  it.each([1440, 390])('opens the page in a frame of another site, at %i px', async (width) => {
    await aWebhookCalled('CRM of Ann')
    const { page } = await fixture.visit({ width })
    const { url } = await aLink('viewer')

    const frame = await framed(page, url)
    await frame.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.screenshot({ path: `.work/screenshots/portal-${width}.png` })
    await frame.getByRole('link', { name: 'View all webhooks' }).click()
    await frame.getByRole('link', { name: 'CRM of Ann' }).first().click()

    await frame.getByRole('heading', { name: 'CRM of Ann', level: 1 }).waitFor()
    await page.screenshot({ path: `.work/screenshots/portal-webhook-${width}.png` })
  })

  it('lets a viewer change nothing, and has no sign-out', async () => {
    await aWebhookCalled('ERP of Ann')
    const { page } = await fixture.visit()
    const frame = await framed(page, (await aLink('viewer')).url)
    await frame.getByRole('link', { name: 'Webhooks', exact: true }).click()
    await frame.getByRole('link', { name: 'ERP of Ann' }).first().waitFor()

    await visible(frame, 'Portal link ann@customer.example')
    expect(await frame.getByText('Add webhook').count()).toBe(0)
    expect(await frame.getByText('Sign out').count()).toBe(0)
  })

  it('lets a manager add webhooks, and no API keys', async () => {
    const { page } = await fixture.visit()
    const frame = await framed(page, (await aLink('manager')).url)
    await frame.getByRole('link', { name: 'Webhooks', exact: true }).click()

    await frame.getByRole('link', { name: 'Add webhook' }).first().waitFor()
    expect(await frame.getByRole('link', { name: 'API keys' }).count()).toBe(0)
  })

  it('keeps its session when its frame is loaded again', async () => {
    const { page } = await fixture.visit()
    const { url } = await aLink('viewer')
    await page.goto(sibling.framing(url))
    const frame = page.frameLocator('iframe')
    await frame.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    const address = frameOf(page).url()

    await reloadFrame(page)
    await frame.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.goto(sibling.framing(url))
    await frame.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()

    expect(new URL(address).hash).toBe('#/overview')
  })

  it('replaces the session of a frame that gets another link', async () => {
    const { page } = await fixture.visit()
    const frame = await framed(page, (await aLink('viewer')).url)
    await visible(frame, 'Portal link ann@customer.example')
    const { url } = await aLink('viewer', 'bob@customer.example')

    await page.locator('iframe').evaluate((element, src) => {
      element.setAttribute('src', src)
    }, url)

    await visible(frame, 'Portal link bob@customer.example')
  })

  it('needs no storage, which browsers deny to frames of other sites', async () => {
    const { page } = await fixture.visit()
    const frame = await framed(page, (await aLink('viewer')).url)
    await frame.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    const denied = frameOf(page).evaluate(() => sessionStorage.length)

    await expect(denied).rejects.toThrow('Access is denied')
    await reloadFrame(page)
    await frame.getByText('This link cannot be opened').waitFor()
    await page.screenshot({ path: '.work/screenshots/portal-refused.png' })
  })

  it('opens the page once', async () => {
    const { url } = await aLink('manager')
    const first = await fixture.visit()
    await first.page.goto(url)
    await first.page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    const second = await fixture.visit()

    await second.page.goto(url)

    await second.page.getByText('This link cannot be opened').waitFor()
    expect(second.page.url()).not.toContain('prl_')
  })

  it('opens again after the connection was lost', async () => {
    const { page } = await fixture.visit()
    await page.route('**/portal-sessions', (route) => route.abort(), { times: 1 })
    await page.goto((await aLink('viewer')).url)

    await page.getByRole('button', { name: 'Try again' }).click()

    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  })

  it('says that its session has ended, also after a reload', async () => {
    const { page } = await fixture.visit()
    const { id, url } = await aLink('viewer')
    await page.goto(sibling.framing(url))
    const frame = page.frameLocator('iframe')
    await frame.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await fixture.router.as('manager')('DELETE', `/portal-links/${id}`)

    await frame.getByRole('link', { name: 'Webhooks', exact: true }).click()

    await frame.getByRole('dialog', { name: 'This session has ended' }).waitFor()
    await page.screenshot({ path: '.work/screenshots/portal-ended.png' })
    await reloadFrame(page)
    await frame.getByRole('dialog', { name: 'This session has ended' }).waitFor()
  })

  it('is what a frame needs: without one, it shows no sign-in', async () => {
    const { page } = await fixture.visit()

    const frame = await framed(page, fixture.router.url)

    await frame.getByText('This link cannot be opened').waitFor()
  })

  it('opens nothing in a frame of a site that no setting names', async () => {
    const visitor = await fixture.visit()
    const refused = visitor.page.waitForEvent('console', (message) =>
      message.text().includes('frame-ancestors'),
    )
    const { url } = await aLink('viewer')

    await visitor.page.goto(stranger.framing(url))

    expect((await refused).type()).toBe('error')
    visitor.errors.length = 0 // Chromium's, of the refused frame
    await visitor.page.goto(url) // the frame has not opened it
    await visitor.page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  })
})
