import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'

describe('The event types', () => {
  const fixture = aFixture()

  it('lead from the list to the payload, and to a form for a webhook', async () => {
    const receiver = await fixture.receiver()
    const page = await fixture.signedIn('manager@shop-1', '/#/event-types')
    await page.getByText('(43)').waitFor()

    await page.getByRole('searchbox').fill('ends or is canceled')
    await page.getByText('(1)').waitFor()
    await page.getByRole('link', { name: 'subscription.removed', exact: true }).click()
    await page.getByText('A subscription of a customer ends or is canceled.').waitFor()
    const sample = await page.getByRole('region', { name: 'Sample' }).innerText()
    expect(JSON.parse(sample)).toMatchObject({ resourceAction: 'REMOVED' })
    await page.getByRole('row').filter({ hasText: '"SUBSCRIPTION"' }).waitFor()

    await page.getByRole('link', { name: 'Add webhook' }).click()
    await page.getByRole('textbox', { name: 'URL' }).fill(receiver.url)
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(`Webhook “${receiver.url}” was created.`).first().waitFor()
    const { body } = await fixture.router.as('manager', 'shop-1')('GET', '/webhooks')
    expect(body).toMatchObject({ items: [{ events: ['subscription.removed'] }] })
  })

  it('say that one does not exist', async () => {
    const page = await fixture.signedIn('viewer@shop-2', '/#/event-types/order.eaten')

    await page.getByText('There is no such event type').waitFor()
    await page.goto('/#/event-types/order.added')
    await page.getByRole('region', { name: 'Sample' }).waitFor()
    expect(await page.getByRole('link', { name: 'Add webhook' }).count()).toBe(0)
  })
})
