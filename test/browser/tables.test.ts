import { describe, expect, it } from '@jest/globals'

import { aPlace } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'

describe('A table', () => {
  const place = aPlace()

  it('says why a webhook is disabled, and copies its id', async () => {
    const api = place.router.as('manager', 'shop-1')
    const id = await aWebhook(api, { url, enabled: false })
    const page = await place.signedIn('manager@shop-1')
    await page.getByText('By a manager', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Copy the id of the webhook' }).click()

    await page.getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)
  })

  it('says that its address has wrong filters, and lets go of them', async () => {
    const page = await place.signedIn('manager@shop-2', '/#/log?resource=XX&after=x')

    await page.getByText('The address has filters that do not exist.').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()

    await page.getByText('No deliveries yet').waitFor()
    expect(new URL(page.url()).hash).toBe('#/log')
  })

  it('has its room beside no navigation in a small window, unless that is opened', async () => {
    const api = place.router.as('manager', 'shop-3')
    await aWebhook(api, { url })
    const page = await place.signedIn('manager@shop-3', '/#/webhooks', { width: 768 })
    const column = page.getByRole('columnheader', { name: 'Last 24 hours' })
    await column.waitFor()

    await page.getByRole('button', { name: 'Open the side navigation' }).click()

    await column.waitFor({ state: 'detached' })
    await page.getByRole('columnheader', { name: 'Webhook' }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Event log' }).waitFor()
  })
})
