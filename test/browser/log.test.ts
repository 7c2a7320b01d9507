import { describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import type { Answer } from '../support/receiver.ts'
import { clickTwice } from './support/forms.ts'
import { aPlace } from './support/fixture.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

/** A receiver that can be made well. */
function anUnwell() {
  let code = 500
  const answer: Answer = (response) => response.writeHead(code).end(`code ${code}`)
  const recover = () => {
    code = 200
  }
  return { answer, recover }
}

describe('The event log', () => {
  const place = aPlace()

  /** A manager of a marketplace of his own, who looks at the log, and the webhook that fills it. */
  const aManager = async (marketplace: string, answer?: Answer, settings = {}) => {
    const api = place.router.as('manager', marketplace)
    const receiver = await place.receiver(answer)
    const id = await aWebhook(api, { url: receiver.url, ...settings })
    const page = await place.signedIn(`manager@${marketplace}`, '/#/log')
    await page.getByText('No deliveries yet').waitFor()
    return { api, id, page, receiver, row: page.getByRole('row') }
  }

  it('shows new deliveries by itself', async () => {
    const { api, row } = await aManager('shop-1')

    await publish(api)

    await row.filter({ hasText: 'Subscription added' }).getByText('Successful').waitFor()
    await publish(api)
    await eventually(async () => {
      expect(await row.filter({ hasText: 'Successful' }).count()).toBe(2)
    })
  })

  it('has the details of a failed delivery, and its retry at two clicks', async () => {
    const { answer, recover } = anUnwell()
    const { api, page, row, receiver } = await aManager('shop-2', answer)
    await publish(api)
    await row.filter({ hasText: 'Failed' }).getByRole('link', { name: /added/ }).click()

    await page.getByText('Something went wrong at the receiver').first().waitFor()
    await page.getByRole('heading', { name: 'Attempts (3)' }).waitFor()
    await page.getByRole('region', { name: 'Answer body' }).getByText('code 500').waitFor()
    await page.getByRole('button', { name: 'Request headers' }).first().click()
    await page.getByText('webhook-signature').filter({ visible: true }).waitFor()
    recover()
    expect(receiver.requests).toHaveLength(3)
    await clickTwice(page.getByRole('button', { name: 'Retry' }))

    await page.getByText('It is sent again now.').waitFor()
    await page.getByRole('region', { name: 'Answer body' }).getByText('code 200').waitFor()
    await page.getByRole('heading', { name: 'Attempts (4)' }).waitFor()
    await page.getByText('manager@shop-2').filter({ visible: true }).nth(1).waitFor()
    expect(await page.getByText('Successful', { exact: true }).count()).toBe(1)
  })

  it('retries from its row, too', async () => {
    const { answer, recover } = anUnwell()
    const { api, id, page, row } = await aManager('shop-3', answer)
    await publish(api)
    await deliveriesOf(api, id, { status: 'failed', count: 1 })
    recover()

    await clickTwice(row.filter({ hasText: 'Failed' }).getByRole('button', { name: 'Retry' }))

    await page.getByText('It is sent again now.').waitFor()
    await page.mouse.move(0, 0)
    await row.getByText('Successful').waitFor()
  })

  it('is narrowed by tabs and filters, which the address keeps', async () => {
    const { answer, recover } = anUnwell()
    const { api, id, page, row } = await aManager('shop-4', answer)
    await publish(api)
    await deliveriesOf(api, id, { status: 'failed', count: 1 })
    recover()
    await publish(api)
    await deliveriesOf(api, id, { status: 'successful', count: 1 })

    await page.getByRole('tab', { name: 'Failed' }).click()
    await eventually(async () => {
      expect(await row.filter({ hasText: 'Subscription added' }).count()).toBe(1)
    })
    await page.getByRole('button', { name: 'More filters' }).click()
    await page.getByLabel('HTTP status').fill('404')
    await page.getByText('Nothing matches').waitFor()
    await page.getByLabel('HTTP status').fill('500')
    await row.filter({ hasText: 'Failed' }).waitFor()

    await page.reload()
    await row.filter({ hasText: 'Failed' }).waitFor()
    expect(await page.getByLabel('HTTP status').inputValue()).toBe('500')
  })

  it('recovers what failed: counted first, with its progress to the end', async () => {
    const { answer, recover } = anUnwell()
    const { api, id, page, row } = await aManager('shop-5', answer, { retryWaitsSeconds: [] })
    await publish(api)
    await publish(api)
    await deliveriesOf(api, id, { status: 'failed', count: 2 })
    recover()

    await page.getByRole('button', { name: 'Recover' }).click()
    const dialog = page.getByRole('dialog', { name: 'Recover deliveries' })
    await dialog.getByRole('button', { name: /Choose a webhook/ }).click()
    await page.getByRole('option').first().click()
    await dialog.getByRole('button', { name: 'Count them' }).click()
    await dialog.getByText('2 deliveries').waitFor()
    await dialog.getByRole('button', { name: 'Send 2 again' }).click()

    await dialog.getByText('Recovered 2 deliveries').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await eventually(async () => {
      expect(await row.filter({ hasText: 'Successful' }).count()).toBe(2)
    })
  })
})
