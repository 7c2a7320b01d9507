import { describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import type { Answer } from '../support/receiver.ts'
import type { Api } from '../support/router.ts'
import { aFixture } from './support/fixture.ts'
import { clickTwice } from './support/forms.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

describe('The recovery dialog of the event log', () => {
  const fixture = aFixture()

  it('counts and recovers the deliveries of several webhooks, and leaves out a disabled one', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const receiver = await fixture.receiver()
    const add = (description: string, settings = {}) =>
      aWebhook(api, { url: `${receiver.url}/${description}`, description, ...settings })
    const [erp, crm] = [await add('ERP'), await add('CRM')]
    await skipped(api, erp, 2)
    await skipped(api, crm, 1)
    await add('Old', { enabled: false })
    const page = await fixture.signedIn('manager@shop-1', '/#/log')

    await page.getByRole('button', { name: 'Recover' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /Webhooks/ }).click()
    await page.getByRole('option', { name: 'Select all' }).click()
    await page.keyboard.press('Escape')
    await dialog.getByText('One of these webhooks is disabled and left out.').waitFor()
    await dialog.getByRole('button', { name: 'Count deliveries' }).click()
    await dialog.getByText(/^\d deliveries$/).waitFor()
    await dialog.getByRole('button', { name: /^Resend \d deliveries/ }).click()

    await dialog.getByText('Recovering deliveries of 2 webhooks').waitFor()
    await deliveriesOf(api, erp, { status: 'successful', count: 2 })
    await deliveriesOf(api, crm, { status: 'successful', count: 1 })
  })
})

describe('The recovery dialog of a webhook', () => {
  const fixture = aFixture()

  /** A manager at the page of the only webhook of a new marketplace. */
  const aManager = async (marketplace: string, respond?: Answer) => {
    const api = fixture.router.as('manager', marketplace)
    const receiver = await fixture.receiver(respond)
    const id = await aWebhook(api, { url: receiver.url })
    const page = await fixture.signedIn(`manager@${marketplace}`, `/#/webhooks/${id}`)
    await page.getByRole('heading', { name: receiver.url, level: 1 }).waitFor()
    return { api, id, page, receiver }
  }

  it('counts and recovers skipped deliveries', async () => {
    const { api, id, page, receiver } = await aManager('shop-3')
    await skipped(api, id, 3)
    await page.reload()

    await page.getByRole('button', { name: 'Recover' }).click()
    await page.getByRole('button', { name: 'Count' }).click()
    await page.getByText('3 deliveries', { exact: true }).waitFor()
    expect(receiver.requests).toHaveLength(1) // the probe when it was enabled
    await page.getByRole('button', { name: 'Resend 3 deliveries' }).click()

    await page.getByText('Recovered 3 deliveries').first().waitFor()
    await eventually(() => {
      expect(receiver.requests).toHaveLength(4)
    })
    await page.goto(`/#/webhooks/${id}?tab=audit`)
    await page.getByText('3 deliveries: Failed, Skipped').waitFor()
  })

  it('enables the webhook', async () => {
    const { api, id, page, receiver } = await aManager('shop-7')
    await api('POST', `/webhooks/${id}/disable`)
    await page.reload()

    await page.getByRole('button', { name: 'Recover' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click()

    await page.getByRole('dialog').getByRole('button', { name: 'Count' }).waitFor()
    expect(receiver.requests).toHaveLength(1) // the probe
  })

  it('shows the progress and cancels the recovery', async () => {
    const { api, id, page, receiver } = await aManager('shop-4', rateLimited)
    await skipped(api, id, 2)
    await publish(api) // the response pauses the webhook
    await eventually(() => {
      expect(receiver.requests).toHaveLength(2)
    })
    await page.reload()

    await page.getByRole('button', { name: 'Recover' }).click()
    await page.getByRole('button', { name: 'Count' }).click()
    await page.getByRole('button', { name: 'Resend 2 deliveries' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('0 of 2 queued').waitFor()
    await clickTwice(dialog.getByRole('button', { name: 'Cancel recovery' }))

    await page.getByText('Cancelled after 0 of 2').first().waitFor()
    expect(receiver.requests).toHaveLength(2)
  })
})

/** Accepts the first request and answers all others with 429. */
const rateLimited: Answer = (response, number) => {
  response.writeHead(number === 1 ? 200 : 429, { 'retry-after': '600' }).end()
}

/** Publishes events while the webhook is disabled, then enables it, which sends one probe. */
async function skipped(api: Api, id: string, count: number): Promise<void> {
  await api('POST', `/webhooks/${id}/disable`)
  for (let sent = 0; sent < count; sent += 1) await publish(api)
  await deliveriesOf(api, id, { status: 'skipped', count })
  await api('POST', `/webhooks/${id}/enable`)
}
