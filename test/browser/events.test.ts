import { describe, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { choose } from './support/forms.ts'
import { aWebhook, publish } from './support/webhooks.ts'

const folder = '.work/screenshots'

describe('The list of events', () => {
  const fixture = aFixture()

  /** A manager at the list of a new marketplace. */
  const aManager = async (marketplace: string) => {
    const api = fixture.router.as('manager', marketplace)
    const page = await fixture.signedIn(`manager@${marketplace}`, '/#/events')
    await page.getByText('No events yet').waitFor()
    return { api, page, row: page.getByRole('row') }
  }

  it('says how many deliveries an event has, or why no webhook wanted it', async () => {
    const { api, page, row } = await aManager('shop-1')
    const { url } = await fixture.receiver()

    await publish(api)
    await row.getByText('No webhook has this resource.').waitFor()
    await aWebhook(api, { url, actions: ['CHANGED'], description: 'Changes only' })
    await publish(api)
    await row.getByText('One webhook has this resource, and not this action.').waitFor()
    const filter = { resource: { content: { status: ['SUSPENDED'] } } }
    await aWebhook(api, { url: `${url}/2`, filter, description: 'Suspensions' })
    await publish(api)
    await row.getByText('The filter of one webhook did not match.').waitFor()
    await publish(api, { content: { status: 'SUSPENDED' } })
    await row.getByText('1 delivery', { exact: true }).waitFor()

    await page.screenshot({ path: `${folder}/events.png`, fullPage: true })
    await page.setViewportSize({ width: 390, height: 844 })
    await row.getByText('1 delivery', { exact: true }).waitFor()
    await page.screenshot({ path: `${folder}/events-390.png`, fullPage: true })
  })

  it('leads to the reason and the webhooks that came closest', async () => {
    const { api, page, row } = await aManager('shop-2')
    const { url } = await fixture.receiver()
    await aWebhook(api, { url, actions: ['CHANGED'], description: 'Changes only' })
    await publish(api, { uuid: 'resource-4711' })

    await row.getByRole('link', { name: 'Subscription added' }).click()

    await page.getByText('Its content is not stored').waitFor()
    await page.getByText('resource-4711').first().waitFor()
    await page.screenshot({ path: `${folder}/unwanted-event.png`, fullPage: true })
    await page.getByRole('link', { name: 'Changes only' }).click()
    await page.getByRole('heading', { name: 'Changes only' }).first().waitFor()
  })

  it('has tabs and filters that are stored in the URL', async () => {
    const { api, page, row } = await aManager('shop-3')
    const { url } = await fixture.receiver()
    await aWebhook(api, { url })
    await publish(api)
    await publish(api, { type: 'USER' })
    await row.getByText('1 delivery', { exact: true }).waitFor()

    await page.getByRole('tab', { name: 'Unwanted' }).click()
    await row.getByText('1 delivery', { exact: true }).waitFor({ state: 'detached' })
    await row.getByText('No webhook has this resource.').waitFor()
    await choose(page, 'Resource', 'Subscription')
    await page.getByText('No matches').waitFor()

    await page.reload()
    await page.getByText('No matches').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await row.getByText('1 delivery', { exact: true }).waitFor()
  })
})
