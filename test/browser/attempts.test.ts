import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import * as z from 'zod'

import { eventually } from '../support/eventually.ts'
import { type Answer, status } from '../support/receiver.ts'
import { aFixture } from './support/fixture.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

const folder = '.work/screenshots'

const refusesClients: Answer = (response) => {
  response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}')
}

describe('A failed attempt', () => {
  const fixture = aFixture()

  it('shows the request as it was sent, with its body as a file', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const receiver = await fixture.receiver(status(500))
    const authentication = { type: 'TOKEN', token: 's3cret-token', header: 'X-Key' }
    const webhook = await aWebhook(api, { url: receiver.url, authentication })
    await publish(api)
    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    const [id = ''] = await deliveriesOf(api, webhook, { status: 'failed', count: 1 })
    const page = await fixture.signedIn('manager@shop-1', `/#/log/${id}`)

    await page.getByRole('button', { name: 'Request as sent' }).first().click()
    const shown = page.getByRole('region', { name: 'Sent request' })
    const [sent] = receiver.requests
    await shown.getByText('POST / HTTP/1.1').waitFor()
    const text = await shown.innerText()
    expect(text).toContain(sent?.body)
    expect(text.toLowerCase()).toMatch(/x-key: \*\*\*/)
    expect(text).not.toContain('s3cret-token')
    const saving = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download body' }).click()
    expect(await readFile(await (await saving).path(), 'utf8')).toBe(sent?.body)
    await page.screenshot({ path: `${folder}/sent-request.png`, fullPage: true })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.screenshot({ path: `${folder}/sent-request-390.png`, fullPage: true })
  })

  it('shows the step at which there was no access token', async () => {
    const api = fixture.router.as('manager', 'shop-2')
    const receiver = await fixture.receiver()
    const tokens = await fixture.receiver(refusesClients)
    const authentication = {
      type: 'OAUTH2_CLIENT_CREDENTIALS',
      accessTokenUri: tokens.url,
      clientId: 'client-1',
      clientSecret: 's3cret',
    }
    const webhook = await aWebhook(api, { url: receiver.url, authentication })
    await publish(api)
    await eventually(() => {
      expect(tokens.requests.length).toBeGreaterThan(0)
    })
    const [id = ''] = await deliveriesOf(api, webhook, { status: 'failed', count: 1 })
    const page = await fixture.signedIn('manager@shop-2', `/#/log/${id}`)

    await page.getByText('Access token request').first().waitFor()
    await page.getByText('invalid_client').first().waitFor()
    await page.getByText('Nothing was sent to the receiver, because').first().waitFor()
    expect(receiver.requests).toEqual([])
  })

  it('is red in the chart of its webhook', async () => {
    const api = fixture.router.as('manager', 'shop-3')
    const receiver = await fixture.receiver(status(500))
    const webhook = await aWebhook(api, { url: receiver.url })
    await publish(api)
    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    const page = await fixture.signedIn('manager@shop-3', `/#/webhooks/${webhook}`)

    await page.locator('svg rect[fill="#d64545"]').first().waitFor({ state: 'attached' })
    await page.screenshot({ path: `${folder}/failed-chart.png`, fullPage: true })
  })
})

describe('A webhook', () => {
  const fixture = aFixture()

  it('is disabled in the table once a dialog is confirmed', async () => {
    const api = fixture.router.as('manager', 'shop-4')
    const id = await aWebhook(api, { url: 'https://crm.example.com/hooks' })
    const page = await fixture.signedIn('manager@shop-4')
    const isEnabled = async () => (await api('GET', `/webhooks/${id}`)).body

    await page.getByRole('row').getByRole('checkbox', { checked: true }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(await isEnabled()).toMatchObject({ enabled: true })
    await page.getByRole('row').getByRole('checkbox', { checked: true }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click()

    await page.getByText('is disabled.').first().waitFor()
    expect(await isEnabled()).toMatchObject({ enabled: false })
  })

  it('has no message about a recovery of no delivery', async () => {
    const api = fixture.router.as('manager', 'shop-5')
    const id = await aWebhook(api, { url: 'https://crm.example.com/hooks' })
    const from = new Date(Date.now() - 3_600_000).toISOString()
    const started = await api('POST', `/webhooks/${id}/recover`, { from })
    const { id: job } = z.object({ id: z.string() }).parse(started.body)
    await eventually(async () => {
      const { body } = await api('GET', `/webhooks/${id}/recoveries/${job}`)
      expect(body).toMatchObject({ status: 'completed', total: 0 })
    })
    const page = await fixture.signedIn('manager@shop-5', `/#/webhooks/${id}`)

    await page.getByRole('button', { name: 'Recover' }).click()

    await page.getByRole('dialog').getByRole('button', { name: 'Count' }).waitFor()
    expect(await page.getByText(/Recovered 0/).count()).toBe(0)
  })
})
