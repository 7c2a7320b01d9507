import { describe, expect, it } from '@jest/globals'

import { uuidOf } from '../support/builders.ts'
import type { Answer } from '../support/receiver.ts'
import { aFixture } from './support/fixture.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

/** Answers 503, then 500, then 503 again. */
const respond: Answer = (response, number) => {
  response.writeHead(number === 2 ? 500 : 503).end(`{"call":${number}}`)
}

describe('One delivery', () => {
  const fixture = aFixture({ waitsSeconds: [0.05] })

  it('says which attempt is next, and when it gives up', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const receiver = await fixture.receiver(respond)
    const retryWaitsSeconds = [3600, 86_400]
    const id = await aWebhook(api, { url: receiver.url, retryWaitsSeconds })
    await publish(api)
    const [delivery] = await deliveriesOf(api, id, { status: 'pending', count: 1 })

    const page = await fixture.signedIn('manager@shop-1', `/#/log/${delivery ?? ''}`)

    await page.getByText(/^Attempt 2 of 3, next .*, gives up .*\d\d:\d\d/).waitFor()
    await page.getByRole('button', { name: 'Request headers' }).click()
    const name = await page.getByText('content-type', { exact: true }).first().boundingBox()
    const value = await page.getByText('application/json; charset=utf-8').first().boundingBox()
    expect(Math.abs((name?.y ?? 0) - (value?.y ?? 100))).toBeLessThan(8) // side by side
    await page.screenshot({ path: '.work/screenshots/life-line.png', fullPage: true })
  })

  it('compares two attempts', async () => {
    const api = fixture.router.as('manager', 'shop-2')
    const receiver = await fixture.receiver(respond)
    const id = await aWebhook(api, { url: receiver.url })
    await publish(api)
    const [delivery] = await deliveriesOf(api, id, { status: 'failed', count: 1 })
    const page = await fixture.signedIn('manager@shop-2', `/#/log/${delivery ?? ''}`)

    await page.getByRole('button', { name: 'Compare attempts' }).click()

    const table = page.getByRole('table', { name: 'Compare attempts' })
    const row = table.getByRole('row').filter({ hasText: 'response.body.call' })
    await row.getByText('1', { exact: true }).waitFor()
    await row.getByText('2', { exact: true }).waitFor()
    await table.getByRole('row').filter({ hasText: 'reason' }).getByText('"status 503"').waitFor()
    await page.screenshot({ path: '.work/screenshots/compare-attempts.png', fullPage: true })
  })

  it('compares its event with the event before of the resource', async () => {
    const api = fixture.router.as('manager', 'shop-3')
    const receiver = await fixture.receiver()
    const id = await aWebhook(api, { url: receiver.url })
    const uuid = uuidOf(7)
    await publish(api, { uuid, content: { status: 'FREE_TRIAL', maxUsers: 5 } })
    await deliveriesOf(api, id, { status: 'successful', count: 1 })
    await publish(api, { uuid, content: { status: 'ACTIVE', maxUsers: 5 } })
    const [delivery] = await deliveriesOf(api, id, { status: 'successful', count: 2 })
    const page = await fixture.signedIn('manager@shop-3', `/#/log/${delivery ?? ''}`)

    await page.getByRole('button', { name: 'Compare with the event before' }).click()

    const table = page.getByRole('table', { name: 'Compare with the event before' })
    const row = table.getByRole('row').filter({ hasText: 'status' })
    await row.getByText('"FREE_TRIAL"').waitFor()
    await row.getByText('"ACTIVE"').waitFor()
  })
})
