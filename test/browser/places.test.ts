import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

describe('The places of the marketplace', () => {
  const fixture = aFixture()

  it.each([
    ['/webhooks', 'Webhooks', ['Manage', 'Marketplace', 'Settings', 'Integration']],
    ['/log', 'Event log', ['Manage', 'Marketplace', 'Settings', 'Integration']],
    ['/integration-events', 'Event Logs', ['Manage', 'Marketplace', 'Dashboard', 'Events']],
    ['/products', 'Products', ['Manage', 'Billing and Distribution']],
  ])('%s has its heading and the crumbs above it', async (path, heading, above) => {
    const page = await fixture.signedIn('manager@shop-1', `/#${path}`)

    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
    const crumbs = page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('listitem')
    const texts = (await crumbs.allInnerTexts()).map((text) => text.trim())
    expect(texts.slice(0, above.length)).toEqual(above)
    await page.getByRole('banner').getByText('Postrider · shop-1').waitFor()
  })

  it('has no room for charts without deliveries', async () => {
    const api = fixture.router.as('manager', 'shop-2')
    const id = await aWebhook(api, { url: 'https://crm.example.com/hooks' })

    const page = await fixture.signedIn('manager@shop-2', `/#/webhooks/${id}`)

    await page.getByText('No attempts in this period. Tests are not counted.').first().waitFor()
    const box = await page.getByRole('table', { name: /deliveries/i }).boundingBox()
    expect(box?.y).toBeLessThan(700)
  })

  it('begins the table of integration events within 300 pixels of the content', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/integration-events')

    const header = page.getByRole('columnheader', { name: 'Type and token' })
    await header.waitFor()
    const content = await page.locator('#content').boundingBox()
    const { y = 0, height = 0 } = (await header.boundingBox()) ?? {}
    expect(y + height - (content?.y ?? 0)).toBeLessThan(300)
  })

  it('leads from trying an integration event to the products, while none can be called', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/integration-events/new')

    await page.getByRole('main').getByRole('link', { name: 'View products' }).click()

    await page.getByText('No products yet').waitFor()
  })

  it('shows audit entries in words, and their changes in a drawer', async () => {
    const api = fixture.router.as('manager', 'shop-3')
    const id = await aWebhook(api, { url: 'https://crm.example.com/hooks', description: 'CRM' })
    const change = { timeLimitSeconds: 20, description: 'The CRM' }
    await api('PATCH', `/webhooks/${id}`, change, { 'if-match': '"1"' })
    const page = await fixture.signedIn('manager@shop-3', '/#/audit')
    const row = page.getByRole('row').filter({ hasText: 'Time limit' })

    await row
      .getByText('Description, Time limit')
      .or(row.getByText('Time limit, Description'))
      .waitFor()
    await row.getByRole('button', { name: /^Details/ }).click()

    const drawer = page.getByRole('region', { name: 'Changed' })
    await drawer.getByText('20 s', { exact: true }).waitFor()
    await drawer.getByText('The CRM', { exact: true }).waitFor()
    await page.screenshot({ path: '.work/screenshots/audit-drawer.png' })
    await page.getByRole('button', { name: 'Close details' }).click()
    await drawer.waitFor({ state: 'hidden' })
  })

  it('breaks no word of an audit entry', async () => {
    const page = await fixture.signedIn('manager@shop-3', '/#/audit')
    await page.getByRole('row').filter({ hasText: 'Created' }).first().waitFor()

    const cells = page.getByRole('row').nth(1).getByRole('cell')
    const action = page
      .getByRole('row')
      .filter({ hasText: 'manager' })
      .first()
      .getByRole('rowheader')
    expect((await action.boundingBox())?.width).toBeGreaterThanOrEqual(140)
    expect(await cells.count()).toBeGreaterThan(2)
  })
})
