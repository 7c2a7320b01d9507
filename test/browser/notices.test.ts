import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { clickTwice } from './support/forms.ts'
import { aWebhook } from './support/webhooks.ts'

const notifications = { name: 'Notifications' }

describe('A notice about a webhook', () => {
  const fixture = aFixture()

  const aManager = async (marketplace: string) => {
    const api = fixture.router.as('manager', marketplace)
    const { url } = await fixture.receiver()
    const id = await aWebhook(api, { url })
    const page = await fixture.signedIn(`manager@${marketplace}`, `/#/webhooks/${id}`)
    return { page, url }
  }

  it('replaces an earlier one', async () => {
    const { page, url } = await aManager('shop-1')
    await page.clock.install()
    await clickTwice(page.getByRole('button', { name: 'Disable' }))
    await page.getByText(`Webhook “${url}” is disabled.`).waitFor()
    await page.clock.fastForward(1000) // not a double-click

    await page.getByRole('button', { name: 'Enable' }).click()

    await page.getByText(`Webhook “${url}” is enabled.`).waitFor()
    expect(await page.getByText(`Webhook “${url}” is disabled.`).count()).toBe(0)
  })

  it('disappears after a while, unless it is an error', async () => {
    const { page, url } = await aManager('shop-2')
    await page.clock.install()
    await clickTwice(page.getByRole('button', { name: 'Disable' }))
    const notice = page.getByRole('region', notifications).getByText(`Webhook “${url}”`)
    await notice.waitFor()

    await page.clock.runFor(15_000)

    await notice.waitFor({ state: 'detached' })
    await page.route('**/enable', (route) => route.fulfill({ status: 503, json: {} }))
    await page.getByRole('button', { name: 'Enable' }).click()
    await notice.waitFor()
    await page.clock.runFor(15_000)
    expect(await notice.count()).toBe(1)
  })
})
