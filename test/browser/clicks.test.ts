import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const long = `https://crm.example.com/${'a'.repeat(2000)}`

describe('A double-click', () => {
  const fixture = aFixture()

  it('publishes one event', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const receiver = await fixture.receiver()
    await aWebhook(api, { url: receiver.url })
    const page = await fixture.signedIn('manager@shop-1', '/#/events/new')

    await page.getByRole('button', { name: 'Publish event' }).dblclick()
    const dialog = page.getByRole('dialog', { name: 'Publish this test event?' })
    await dialog.getByText('One webhook receives this event:').waitFor()
    await dialog.getByRole('button', { name: 'Publish event' }).dblclick()

    await page.getByText('1 delivery finished').waitFor()
    expect(receiver.requests).toHaveLength(1)
    expect(await page.getByText('Request failed').count()).toBe(0)
  })

  it('on the delete icon of a row only asks', async () => {
    const api = fixture.router.as('manager', 'shop-2')
    const id = await aWebhook(api, { url: 'https://crm.example.com/hooks' })
    const page = await fixture.signedIn('manager@shop-2', '/#/webhooks')

    await page.getByRole('button', { name: 'Delete webhook' }).dblclick()

    await page.getByText('Delete?', { exact: true }).waitFor()
    expect((await api('GET', `/webhooks/${id}`)).status).toBe(200)
  })
})

describe('A user who can only publish', () => {
  const fixture = aFixture()

  it.each(['/', '/#/webhooks', '/#/log'])(
    'sees what the role is for, and the page sends no forbidden request: %s',
    async (address) => {
      const { page } = await fixture.visit()
      const forbidden: string[] = []
      page.on('response', (response) => {
        if (response.status() === 403) forbidden.push(response.url())
      })
      await page.goto(address)
      await page.getByLabel('User').fill('producer@acme')
      await page.getByLabel('Password').fill(fixture.password)
      await page.getByRole('button', { name: 'Sign in' }).click()

      await page.getByText('Your role can only publish events through the API').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.getByRole('link', { name: 'Event log', exact: true }).count()).toBe(0)
      expect(forbidden).toEqual([])
    },
  )
})

describe('The longest URL', () => {
  const fixture = aFixture()

  it.each([
    ['shop-3', '/webhooks'],
    ['shop-4', '/webhooks/:id'],
    ['shop-5', '/webhooks/:id/edit'],
    ['shop-6', '/audit'],
  ])('does not make the page of %s at %s wider than the window', async (marketplace, screen) => {
    const api = fixture.router.as('manager', marketplace)
    const id = await aWebhook(api, { url: long })
    const page = await fixture.signedIn(`manager@${marketplace}`, `/#${screen.replace(':id', id)}`)

    await page.getByText('crm.example.com/').first().waitFor()
    const overflow = await page.evaluate(
      () =>
        [...document.querySelectorAll('main :not(input)')].filter((one) => one.scrollWidth > 1500)
          .length,
    )
    expect(overflow).toBe(0)
  })
})
