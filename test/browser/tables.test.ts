import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'

describe('A table', () => {
  const fixture = aFixture()

  it('shows why a webhook is disabled, and copies its ID', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const id = await aWebhook(api, { url, enabled: false })
    const page = await fixture.signedIn('manager@shop-1')
    await page.getByText('By manager@shop-1', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Copy ID of webhook' }).click()

    await page.getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id)
  })

  it('shows that the URL has invalid filters, and clears them', async () => {
    const page = await fixture.signedIn('manager@shop-2', '/#/log?resource=XX&after=x')

    await page.getByText('This link contains invalid filters.').waitFor()
    // the filter bar above has one, too
    await page.getByRole('button', { name: 'Clear filters' }).last().click()

    await page.getByText('No deliveries yet').waitFor()
    expect(new URL(page.url()).hash).toBe('#/log')
  })

  it('has one column in a small window when the navigation is open', async () => {
    const api = fixture.router.as('manager', 'shop-3')
    await aWebhook(api, { url })
    const page = await fixture.signedIn('manager@shop-3', '/#/webhooks', { width: 768 })
    const column = page.getByRole('columnheader', { name: 'Last 24 hours' })
    await column.waitFor()

    await page.getByRole('button', { name: 'Open side navigation' }).click()

    await column.waitFor({ state: 'detached' })
    await page.getByRole('columnheader', { name: 'Webhook' }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Event log', exact: true }).waitFor()
  })
})
