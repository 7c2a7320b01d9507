import { describe, expect, it } from '@jest/globals'

import { aPlace } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const long = `https://crm.example.com/${'a'.repeat(2000)}`

describe('A double-click', () => {
  const place = aPlace()

  it('publishes one event', async () => {
    const api = place.router.as('manager', 'shop-1')
    const receiver = await place.receiver()
    await aWebhook(api, { url: receiver.url })
    const page = await place.signedIn('manager@shop-1', '/#/events/new')

    await page.getByRole('button', { name: 'Publish event' }).dblclick()

    await page.getByText('Its one delivery has ended.').waitFor()
    expect(receiver.requests).toHaveLength(1)
    expect(await page.getByText('This did not work').count()).toBe(0)
  })

  it('on the icon in a row asks, and deletes nothing', async () => {
    const api = place.router.as('manager', 'shop-2')
    const id = await aWebhook(api, { url: 'https://crm.example.com/hooks' })
    const page = await place.signedIn('manager@shop-2', '/#/webhooks')

    await page.getByRole('button', { name: 'Delete the webhook to' }).dblclick()

    await page.getByText('Delete?', { exact: true }).waitFor()
    expect((await api('GET', `/webhooks/${id}`)).status).toBe(200)
  })
})

describe('Who may only publish', () => {
  const place = aPlace()

  it('is told so, and asks for nothing that is refused', async () => {
    const { page } = await place.visit()
    const refused: string[] = []
    page.on('response', (response) => {
      if (response.status() === 403) refused.push(response.url())
    })
    await page.goto('/#/log')
    await page.getByLabel('User').fill('producer@acme')
    await page.getByLabel('Password').fill(place.password)
    await page.getByRole('button', { name: 'Sign in' }).click()

    await page.getByText('Your role is for systems that publish events over the API').waitFor()
    expect(await page.getByRole('link', { name: 'Event log' }).count()).toBe(0)
    expect(refused).toEqual([])
  })
})

describe('The longest address', () => {
  const place = aPlace()

  it.each([
    ['shop-3', '/webhooks'],
    ['shop-4', '/webhooks/:id'],
    ['shop-5', '/webhooks/:id/edit'],
    ['shop-6', '/audit'],
  ])('leaves the page of %s at %s as wide as the window', async (marketplace, screen) => {
    const api = place.router.as('manager', marketplace)
    const id = await aWebhook(api, { url: long })
    const page = await place.signedIn(`manager@${marketplace}`, `/#${screen.replace(':id', id)}`)

    await page.getByText('crm.example.com/').first().waitFor()
    const overflow = await page.evaluate(
      () =>
        [...document.querySelectorAll('main :not(input)')].filter((one) => one.scrollWidth > 1500)
          .length,
    )
    expect(overflow).toBe(0)
  })
})
