import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { aFixture } from './support/fixture.ts'
import { fillRequired } from './support/forms.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

const Listed = z.object({ items: z.array(z.looseObject({ id: z.string() })) })

describe('The filter in the form of a webhook', () => {
  const fixture = aFixture()

  it('is checked, tried on the sample, saved, and shown', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks/new')
    await fillRequired(page, { url: 'https://crm.example.com/hooks' })
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    const field = page.getByRole('textbox', { name: /^Filter/ })
    const tryIt = page.getByRole('button', { name: 'Try it' })

    await field.fill('{ "resource": ')
    await page.getByText('Must be a JSON object').waitFor()
    expect(await tryIt.isDisabled()).toBe(true)

    await field.fill('{ "resource": { "content": { "status": [{ "like": "A" }] } } }')
    await tryIt.click()
    await page.getByText(/has no operator "like"/).waitFor()

    await field.fill('{ "resourceAction": ["LOST"] }')
    await tryIt.click()
    await page.getByText('Filtered out: does not match at resourceAction').first().waitFor()

    await field.fill('{ "resourceAction": ["ADDED"] }')
    await tryIt.click()
    await page.getByText('Matches', { exact: true }).first().waitFor()
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was created/).waitFor()

    const api = fixture.router.as('manager', 'shop-1')
    const { items } = Listed.parse((await api('GET', '/webhooks')).body)
    expect(items).toMatchObject([{ filter: { resourceAction: ['ADDED'] } }])
    await page.goto(`/#/webhooks/${items[0]?.id}?tab=settings`)
    await page.getByText('{"resourceAction":["ADDED"]}').waitFor()
  })

  it.each([1440, 390])('warns after saving if it matches no sample (%i px)', async (width) => {
    const page = await fixture.signedIn(`manager@warned-${width}`, '/#/webhooks/new', { width })
    await fillRequired(page, { url: 'https://crm.example.com/hooks' })
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    const field = page.getByRole('textbox', { name: /^Filter/ })
    await field.fill('{ "resourceAction": ["LOST"] }')
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByRole('heading', { name: 'Set up the receiver', level: 1 }).waitFor()
    const warning = page.getByText("The filter matches no sample of the webhook's event types")
    await warning.waitFor()
    await page.screenshot({ path: `.work/screenshots/filter-warning-${width}.png` })

    await page.getByRole('link', { name: 'View webhook' }).click()
    await warning.waitFor()
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    await field.fill('{ "resourceAction": ["ADDED"] }')
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was saved/).waitFor()
    await warning.waitFor({ state: 'detached' })
  })

  it('keeps events out', async () => {
    const api = fixture.router.as('manager', 'shop-2')
    const receiver = await fixture.receiver((response) => response.end())
    const wanted = await aWebhook(api, {
      url: `${receiver.url}?1`,
      filter: { resourceAction: ['ADDED'] },
    })
    const other = await aWebhook(api, {
      url: `${receiver.url}?2`,
      filter: { resourceAction: ['LOST'] },
    })

    await publish(api)

    await deliveriesOf(api, wanted, { status: 'successful', count: 1 })
    // Fan-out decides both deliveries together.
    expect((await api('GET', `/deliveries?webhook=${other}`)).body).toEqual({ items: [] })
    expect(receiver.requests).toHaveLength(1)
  })
})
