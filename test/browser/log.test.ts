import { describe, expect, it } from '@jest/globals'

import { eventually } from '../support/eventually.ts'
import type { Answer } from '../support/receiver.ts'
import { aFixture } from './support/fixture.ts'
import { clickTwice, find } from './support/forms.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

/** A receiver that fails until `recover` is called. */
function aFailingReceiver() {
  let code = 500
  const respond: Answer = (response) => response.writeHead(code).end(`code ${code}`)
  const recover = () => {
    code = 200
  }
  return { respond, recover }
}

describe('The event log', () => {
  const fixture = aFixture()

  /** A manager at the event log of a new marketplace with one webhook. */
  const aManager = async (marketplace: string, respond?: Answer, settings = {}) => {
    const api = fixture.router.as('manager', marketplace)
    const receiver = await fixture.receiver(respond)
    const id = await aWebhook(api, { url: receiver.url, ...settings })
    const page = await fixture.signedIn(`manager@${marketplace}`, '/#/log')
    await page.getByText('No deliveries yet').waitFor()
    return { api, id, page, receiver, row: page.getByRole('row') }
  }

  it('shows new deliveries automatically', async () => {
    const { api, row } = await aManager('shop-1')

    await publish(api)

    await row.filter({ hasText: 'Subscription added' }).getByText('Successful').waitFor()
    await publish(api)
    await eventually(async () => {
      expect(await row.filter({ hasText: 'Successful' }).count()).toBe(2)
    })
  })

  it('shows the details of a failed delivery and retries it on the second click', async () => {
    const { respond, recover } = aFailingReceiver()
    const { api, page, row, receiver } = await aManager('shop-2', respond)
    await publish(api)
    await row.filter({ hasText: 'Failed' }).getByRole('link', { name: /added/ }).click()

    await page.getByText('The receiver returned a server error').first().waitFor()
    await page.getByRole('heading', { name: 'Attempts (3)' }).waitFor()
    await page.getByRole('region', { name: 'Response body' }).getByText('code 500').waitFor()
    await page.getByRole('button', { name: 'Request headers' }).first().click()
    await page.getByText('webhook-signature').filter({ visible: true }).waitFor()
    recover()
    expect(receiver.requests).toHaveLength(3)
    await clickTwice(page.getByRole('button', { name: 'Retry' }))

    await page.getByText('Delivered: the receiver responded with HTTP 200.').waitFor()
    await page.getByRole('region', { name: 'Response body' }).getByText('code 200').waitFor()
    await page.getByRole('heading', { name: 'Attempts (4)' }).waitFor()
    await page.getByText('manager@shop-2').filter({ visible: true }).nth(1).waitFor()
    expect(await page.getByText('Successful', { exact: true }).count()).toBe(1)
  })

  it('says which secret made the signature, and where a received body differs', async () => {
    const { respond } = aFailingReceiver()
    const signatures = ['v1', 'v1a']
    const { api, id, page, row, receiver } = await aManager('shop-6', respond, { signatures })
    await publish(api)
    await row.filter({ hasText: 'Failed' }).getByRole('link', { name: /added/ }).click()
    await page.getByRole('button', { name: 'Why does my verification fail?' }).click()
    await page.getByText('The public key of the webhook verifies the v1a signature.').waitFor()
    const { body } = await api('GET', `/webhooks/${id}/secret`)
    const { secret } = body as { secret: string }
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url() + (request.postData() ?? '')))

    const field = page.getByLabel('Signing secret')
    await field.fill(secret)
    await page.getByText('This secret makes this signature.').waitFor()
    await field.fill(`whsec_${Buffer.alloc(32).toString('base64')}`)
    await page.getByText('Another secret: the receiver has an old secret').waitFor()
    await field.fill('not a secret')
    await page.getByText('Not a secret: it begins with whsec_').waitFor()

    const sent = receiver.requests[0]?.body ?? ''
    const received = page.getByLabel('Body that the receiver got')
    await received.fill(sent)
    await page.getByText('The body is the one that was sent.').waitFor()
    await received.fill(sent.replace('{"uuid":', '{"uuid": '))
    await page.getByText('it differs at character 9.').waitFor()
    await page.getByText('It is the same JSON, written otherwise.').waitFor()
    expect(requests.filter((text) => text.includes('whsec_'))).toEqual([])
    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))
    expect(kept).not.toContain('whsec_')
  })

  it('lists what was masked in the content of an event', async () => {
    const settings = { resource: 'PAYMENT_INSTRUMENT', actions: ['ADDED'] }
    const { api, id, page, row } = await aManager('shop-7', undefined, settings)
    const content = { creditCard: { number: '4111111111111111', name: 'A. Person' } }
    await publish(api, { type: 'PAYMENT_INSTRUMENT', content })
    await deliveriesOf(api, id, { status: 'successful', count: 1 })

    await row.getByRole('link', { name: /added/ }).click()
    await page.getByText('Masked card data: content.creditCard.number').waitFor()
    await page.screenshot({ path: '.work/screenshots/masked.png', fullPage: true })
    await page.getByRole('link', { name: 'View event and all its deliveries' }).click()

    await page.getByText('Masked card data: content.creditCard.number').waitFor()
  })

  it('retries a delivery from its row', async () => {
    const { respond, recover } = aFailingReceiver()
    const { api, id, page, row } = await aManager('shop-3', respond)
    await publish(api)
    await deliveriesOf(api, id, { status: 'failed', count: 1 })
    recover()

    await clickTwice(row.filter({ hasText: 'Failed' }).getByRole('button', { name: 'Retry' }))

    await page.getByText('Delivered: the receiver responded with HTTP 200.').waitFor()
    await page.mouse.move(0, 0)
    await row.getByText('Successful').waitFor()
  })

  it('has tabs and filters that are stored in the URL', async () => {
    const { respond, recover } = aFailingReceiver()
    const { api, id, page, row } = await aManager('shop-4', respond)
    await publish(api)
    await deliveriesOf(api, id, { status: 'failed', count: 1 })
    recover()
    await publish(api)
    await deliveriesOf(api, id, { status: 'successful', count: 1 })

    await page.getByRole('tab', { name: 'Failed' }).click()
    await eventually(async () => {
      expect(await row.filter({ hasText: 'Subscription added' }).count()).toBe(1)
    })
    await find(page, 'Last HTTP status = 404')
    await page.getByText('No matches').waitFor()
    await find(page, 'Last HTTP status = 500')
    await row.filter({ hasText: 'Failed' }).waitFor()

    await page.reload()
    await row.filter({ hasText: 'Failed' }).waitFor()
    await page.getByText('Last HTTP status = 404').waitFor()
    await page.getByText('Last HTTP status = 500').waitFor()
    expect(page.url()).toContain('?status=failed&statusCode=404&statusCode=500')
  })

  it('counts and recovers failed deliveries, and shows the result', async () => {
    const { respond, recover } = aFailingReceiver()
    const { api, id, page, row } = await aManager('shop-5', respond, { retryWaitsSeconds: [] })
    await publish(api)
    await publish(api)
    await deliveriesOf(api, id, { status: 'failed', count: 2 })
    recover()

    await page.getByRole('button', { name: 'Recover' }).click()
    const dialog = page.getByRole('dialog', { name: 'Recover deliveries' })
    await dialog.getByRole('button', { name: /Webhooks/ }).click()
    await page.getByRole('option', { name: /127\.0\.0\.1/ }).click()
    await page.keyboard.press('Escape')
    await dialog.getByRole('button', { name: 'Count deliveries' }).click()
    await dialog.getByText('2 deliveries', { exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Resend 2 deliveries' }).click()

    await dialog.getByText('Recovered 2 deliveries').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await eventually(async () => {
      expect(await row.filter({ hasText: 'Successful' }).count()).toBe(2)
    })
  })
})
