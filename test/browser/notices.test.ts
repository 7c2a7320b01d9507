import { describe, expect, it } from '@jest/globals'

import { aPlace } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const messages = { name: 'Messages' }

describe('What was done to a webhook', () => {
  const place = aPlace()

  const aManager = async (marketplace: string) => {
    const api = place.router.as('manager', marketplace)
    const { url } = await place.receiver()
    const id = await aWebhook(api, { url })
    const page = await place.signedIn(`manager@${marketplace}`, `/#/webhooks/${id}`)
    return { page, url }
  }

  it('takes the place of what was done to it before', async () => {
    const { page, url } = await aManager('shop-1')
    await page.clock.install()
    await page.getByRole('button', { name: 'Disable' }).click()
    await page.getByText(`The webhook to ${url} is disabled.`).waitFor()
    await page.clock.fastForward(1000) // not a double-click

    await page.getByRole('button', { name: 'Enable' }).click()

    await page.getByText(`The webhook to ${url} is enabled.`).waitFor()
    expect(await page.getByText(`The webhook to ${url} is disabled.`).count()).toBe(0)
  })

  it('is told no longer than it is read, unless it did not work', async () => {
    const { page, url } = await aManager('shop-2')
    await page.clock.install()
    await page.getByRole('button', { name: 'Disable' }).click()
    const told = page.getByRole('region', messages).getByText(`The webhook to ${url}`)
    await told.waitFor()

    await page.clock.runFor(15_000)

    await told.waitFor({ state: 'detached' })
    await page.route('**/enable', (route) => route.fulfill({ status: 503, json: {} }))
    await page.getByRole('button', { name: 'Enable' }).click()
    await told.waitFor()
    await page.clock.runFor(15_000)
    expect(await told.count()).toBe(1)
  })
})
