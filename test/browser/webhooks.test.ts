import { describe, expect, it } from '@jest/globals'
import { mkdir } from 'node:fs/promises'

import { eventually } from '../support/eventually.ts'
import { type Answer } from '../support/receiver.ts'
import { aFixture } from './support/fixture.ts'
import { clickTwice } from './support/forms.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

describe('The page of a webhook', () => {
  const fixture = aFixture()

  /** A manager at the page of the only webhook of a new marketplace. */
  const aManager = async (marketplace: string, respond: Answer = numbered, settings = {}) => {
    const api = fixture.router.as('manager', marketplace)
    const receiver = await fixture.receiver(respond)
    const id = await aWebhook(api, { url: receiver.url, ...settings })
    const page = await fixture.signedIn(`manager@${marketplace}`, `/#/webhooks/${id}`)
    await page.getByRole('heading', { name: receiver.url, level: 1 }).waitFor()
    return { api, id, page, receiver }
  }

  it('sends a test and shows the response', async () => {
    const { page, receiver } = await aManager('shop-1')

    await page.getByRole('button', { name: 'Send test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send test' }).click()

    await dialog.getByText('number 1', { exact: true }).waitFor()
    await dialog.getByText(/^Delivered/).waitFor()
    await dialog.getByText('Timing').waitFor()
    expect(receiver.requests).toHaveLength(1)
    await dialog.getByRole('link', { name: 'View in event log' }).click()
    await page.getByText('This is a test').waitFor()
  })

  it('disables it, lists skipped deliveries, and shows the probe when it is enabled', async () => {
    const { api, id, page, receiver } = await aManager('shop-2')

    await clickTwice(page.getByRole('button', { name: 'Disable' }))
    await page.getByText(`Webhook “${receiver.url}” is disabled.`).waitFor()
    await publish(api)
    await deliveriesOf(api, id, { status: 'skipped', count: 1 })
    await page.getByRole('row').filter({ hasText: 'Skipped' }).waitFor()
    await page.getByRole('button', { name: 'Enable' }).click()

    await page.getByText('The receiver responded with HTTP 200.').waitFor()
    expect(receiver.requests).toHaveLength(1) // the probe only
  })

  it('is green only after a delivery, and says that the last test failed', async () => {
    const { page } = await aManager('shop-9', (response, number) => {
      response.writeHead(number === 1 ? 500 : 200).end()
    })
    const sendTest = async () => {
      await page.getByRole('button', { name: 'Send test' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()
      await page.getByRole('dialog').getByText('Timing').waitFor()
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    }

    await page.getByText('Not tried yet').waitFor()
    await sendTest()
    await page.getByText('Last test failed', { exact: true }).waitFor()
    await sendTest()
    await page.getByText('Healthy', { exact: true }).waitFor()
  })

  it('holds deliveries back while the receiver asks to wait, until it is tried now', async () => {
    let isBusy = true
    const { api, id, page } = await aManager('shop-10', (response) => {
      response.writeHead(isBusy ? 429 : 200, { 'retry-after': '600' }).end()
    })
    await publish(api)
    const [delivery = ''] = await deliveriesOf(api, id, { status: 'pending', count: 1 })

    await page.getByText(/^Paused \(the receiver asked, until/).waitFor()
    await page
      .getByText(/^Held back, next try/)
      .first()
      .waitFor()
    await mkdir('.work/screenshots', { recursive: true })
    await page.screenshot({ path: '.work/screenshots/paused-1440.png', fullPage: true })
    await page.getByRole('button', { name: 'Try now' }).click()
    await page.getByText(/stays paused/).waitFor()
    isBusy = false
    await page.getByRole('button', { name: 'Try now' }).click()

    await page
      .getByText(/Sending resumes now/)
      .first()
      .waitFor()
    await page.getByText('Healthy', { exact: true }).waitFor()
    await api('POST', `/deliveries/${delivery}/retry`)
    await deliveriesOf(api, id, { status: 'successful', count: 1 })
  })

  it('explains why a test failed', async () => {
    const { page } = await aManager('shop-8', (response) => response.writeHead(302).end())

    await page.getByRole('button', { name: 'Send test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send test' }).click()

    await dialog.getByText('Failed: HTTP 302').waitFor()
    await dialog.getByText('The receiver redirected the request.').waitFor()
  })

  it('changes only the edited fields', async () => {
    const { api, id, page } = await aManager('shop-5', numbered, {
      authentication: { type: 'TOKEN', token: 's3cret' },
    })

    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByText('Token stays in use.').waitFor()
    await page.getByRole('checkbox', { name: 'Deleted' }).uncheck()
    await page.getByRole('textbox', { name: /^Description/ }).fill('For the CRM')
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`Webhook “For the CRM” was saved.`).waitFor()
    await page.getByRole('heading', { name: 'For the CRM', level: 1 }).waitFor()
    const { body } = await api('GET', `/webhooks/${id}`)
    expect(body).toMatchObject({
      version: 2,
      events: ['subscription.added', 'subscription.changed'],
      authentication: { type: 'TOKEN', hasToken: true },
    })
  })

  it('gets the events of another resource, and a test of one of them', async () => {
    const { api, id, page, receiver } = await aManager('shop-8')

    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'Add another resource' }).click()
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText('Is required').first().waitFor()
    await page.getByText('Choose a resource', { exact: true }).click()
    await page.getByRole('option', { name: /^Order\b/ }).click()
    await page.getByRole('checkbox', { name: 'Changed' }).last().check()
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText('Order', { exact: true }).first().waitFor()
    const { body } = await api('GET', `/webhooks/${id}`)
    expect(body).toMatchObject({
      subscriptions: [
        { resource: 'ORDER', actions: ['CHANGED'] },
        { resource: 'SUBSCRIPTION', actions: ['ADDED', 'CHANGED', 'REMOVED'] },
      ],
    })

    await page.getByRole('button', { name: 'Send test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: /^Event\b/ }).click()
    await page.getByRole('option', { name: 'Order: Changed' }).click()
    await dialog.getByRole('button', { name: 'Send test' }).click()
    await eventually(() => {
      expect(receiver.requests.at(-1)?.body).toContain('"type":"ORDER"')
    })
  })

  it('deletes it on the second click', async () => {
    const { api, id, page, receiver } = await aManager('shop-6')
    const deleteButton = page.getByRole('button', { name: 'Delete webhook' })

    await deleteButton.click()
    await page.getByRole('button', { name: 'Click again to confirm' }).press('Escape')
    await deleteButton.waitFor()
    await deleteButton.dblclick()
    await page.getByText('Delete? Click again to confirm', { exact: true }).first().waitFor()
    expect((await api('GET', `/webhooks/${id}`)).status).toBe(200)
    await page.keyboard.press('Escape')
    await clickTwice(deleteButton)

    await page.getByText(`Webhook “${receiver.url}” was deleted.`).waitFor()
    await page.getByText('No webhooks yet').waitFor()
    expect((await api('GET', `/webhooks/${id}`)).status).toBe(404)
  })
})

/** Responds with the number of the request. */
const numbered: Answer = (response, number) => {
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`number ${number}`)
}
