import { describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import { clickTwice } from './support/forms.ts'
import { type Answer } from '../support/receiver.ts'
import type { Api } from '../support/router.ts'
import { aPlace } from './support/fixture.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

describe('The page of a webhook', () => {
  const place = aPlace()

  /** A manager of a marketplace of his own, at the page of its only webhook. */
  const aManager = async (marketplace: string, answer: Answer = numbered, settings = {}) => {
    const api = place.router.as('manager', marketplace)
    const receiver = await place.receiver(answer)
    const id = await aWebhook(api, { url: receiver.url, ...settings })
    const page = await place.signedIn(`manager@${marketplace}`, `/#/webhooks/${id}`)
    await page.getByRole('heading', { name: receiver.url, level: 1 }).waitFor()
    return { api, id, page, receiver }
  }

  it('sends a test, and shows the answer on the spot', async () => {
    const { page, receiver } = await aManager('shop-1')

    await page.getByRole('button', { name: 'Send test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send test' }).click()

    await dialog.getByText('number 1', { exact: true }).waitFor()
    await dialog.getByText(/^Delivered/).waitFor()
    await dialog.getByText('Where the time went').waitFor()
    expect(receiver.requests).toHaveLength(1)
    await dialog.getByRole('link', { name: 'Show it in the event log' }).click()
    await page.getByText('This is a test').waitFor()
  })

  it('disables it, lists events as skipped, and enables it with what its receiver answers', async () => {
    const { api, id, page, receiver } = await aManager('shop-2')

    await page.getByRole('button', { name: 'Disable' }).click()
    await page.getByText(`The webhook to ${receiver.url} is disabled.`).waitFor()
    await publish(api)
    await deliveriesOf(api, id, { status: 'skipped', count: 1 })
    await page.getByRole('row').filter({ hasText: 'Skipped' }).waitFor()
    await page.getByRole('button', { name: 'Enable' }).click()

    await page.getByText('Its receiver was asked, and answered HTTP 200.').waitFor()
    expect(receiver.requests).toHaveLength(1) // the question alone
  })

  it('recovers what was skipped: counted first, then sent', async () => {
    const { api, id, page, receiver } = await aManager('shop-3')
    await skipped(api, id, 3)
    await page.reload()

    await page.getByRole('button', { name: 'Recover' }).click()
    await page.getByRole('button', { name: 'Count' }).click()
    await page.getByText('3 deliveries', { exact: true }).waitFor()
    expect(receiver.requests).toHaveLength(1) // the question when it was enabled
    await page.getByRole('button', { name: 'Send 3 again' }).click()

    await page.getByText('Recovered 3 deliveries').first().waitFor()
    await eventually(() => {
      expect(receiver.requests).toHaveLength(4)
    })
    await page.goto(`/#/webhooks/${id}?tab=audit`)
    await page.getByText('3 deliveries: Failed, Skipped').waitFor()
  })

  it('is enabled where somebody would recover it', async () => {
    const { api, id, page, receiver } = await aManager('shop-7')
    await api('POST', `/webhooks/${id}/disable`)
    await page.reload()

    await page.getByRole('button', { name: 'Recover' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Enable' }).click()

    await page.getByRole('dialog').getByRole('button', { name: 'Count' }).waitFor()
    expect(receiver.requests).toHaveLength(1) // the question
  })

  it('says in words why a test failed', async () => {
    const { page } = await aManager('shop-8', (response) => response.writeHead(302).end())

    await page.getByRole('button', { name: 'Send test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send test' }).click()

    await dialog.getByText('Failed: HTTP 302').waitFor()
    await dialog.getByText('The receiver redirects elsewhere.').waitFor()
  })

  it('shows how far a recovery is, and cancels it', async () => {
    const { api, id, page, receiver } = await aManager('shop-4', asksForPatience)
    await skipped(api, id, 2)
    await publish(api) // its answer holds the webhook for a while
    await eventually(() => {
      expect(receiver.requests).toHaveLength(2)
    })
    await page.reload()

    await page.getByRole('button', { name: 'Recover' }).click()
    await page.getByRole('button', { name: 'Count' }).click()
    await page.getByRole('button', { name: 'Send 2 again' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('0 of 2 taken up again').waitFor()
    await clickTwice(dialog.getByRole('button', { name: 'Cancel recovery' }))

    await page.getByText('Cancelled after 0 of 2').first().waitFor()
    expect(receiver.requests).toHaveLength(2)
  })

  it('changes it, and leaves what was not touched as it is', async () => {
    const { api, id, page, receiver } = await aManager('shop-5', numbered, {
      authentication: { type: 'TOKEN', token: 's3cret' },
    })

    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByText('Token stays as it is.').waitFor()
    await page.getByRole('checkbox', { name: 'Deleted' }).uncheck()
    await page.getByRole('textbox', { name: /^Description/ }).fill('For the CRM')
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`The webhook to ${receiver.url} was saved.`).waitFor()
    await page.getByText('For the CRM').waitFor()
    const { body } = await api('GET', `/webhooks/${id}`)
    expect(body).toMatchObject({
      version: 2,
      actions: ['ADDED', 'CHANGED'],
      authentication: { type: 'TOKEN', hasToken: true },
    })
  })

  it('deletes it at the second click alone', async () => {
    const { api, id, page, receiver } = await aManager('shop-6')
    const ask = page.getByRole('button', { name: 'Delete the webhook' })

    await ask.click()
    await page.getByRole('button', { name: 'Click again to confirm' }).press('Escape')
    await ask.waitFor()
    await ask.dblclick()
    await page.getByText('Delete? Click again to confirm', { exact: true }).first().waitFor()
    expect((await api('GET', `/webhooks/${id}`)).status).toBe(200)
    await page.keyboard.press('Escape')
    await clickTwice(ask)

    await page.getByText(`The webhook to ${receiver.url} was deleted.`).waitFor()
    await page.getByText('No webhooks yet').waitFor()
    expect((await api('GET', `/webhooks/${id}`)).status).toBe(404)
  })
})

/** Says which request it was. */
const numbered: Answer = (response, number) => {
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`number ${number}`)
}

/** Takes the first request, and has had too many then. */
const asksForPatience: Answer = (response, number) => {
  response.writeHead(number === 1 ? 200 : 429, { 'retry-after': '600' }).end()
}

/** Disables the webhook while so many events come, and enables it: which asks its receiver once. */
async function skipped(api: Api, id: string, count: number): Promise<void> {
  await api('POST', `/webhooks/${id}/disable`)
  for (let sent = 0; sent < count; sent += 1) await publish(api)
  await deliveriesOf(api, id, { status: 'skipped', count })
  await api('POST', `/webhooks/${id}/enable`)
}
