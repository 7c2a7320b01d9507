import { describe, expect, it } from '@jest/globals'
import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

import { aFixture } from './support/fixture.ts'
import { fillRequired } from './support/forms.ts'
import { aWebhook, deliveriesOf, publish } from './support/webhooks.ts'

const folder = '.work/screenshots'

describe('The first webhook', () => {
  const fixture = aFixture()

  it('leads from the overview to its receiver, with the secret in the code, and a test', async () => {
    await mkdir(folder, { recursive: true })
    const receiver = await fixture.receiver()
    const page = await fixture.signedIn('manager@shop-1', '/')
    await page.getByText('1. Add a webhook').waitFor()
    await page.screenshot({ path: `${folder}/first-steps-1440.png`, fullPage: true })
    await page.getByRole('main').getByRole('link', { name: 'Add webhook' }).click()
    await fillRequired(page, receiver)
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`Webhook “${receiver.url}” was created.`).first().waitFor()
    await page.getByRole('heading', { name: 'Set up the receiver', level: 1 }).waitFor()
    await page.getByRole('button', { name: 'Reveal secret' }).click()
    await page.getByText(/const secret = 'whsec_[A-Za-z0-9+/=]{20,}'/).waitFor()
    await page.getByRole('tab', { name: 'Python' }).click()
    await page.getByText(/secret = "whsec_[A-Za-z0-9+/=]{20,}"/).waitFor()
    await page.getByRole('button', { name: 'Send test' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Send test' }).click()
    await dialog.getByText(/^Delivered/).waitFor()
    expect(receiver.requests).toHaveLength(1)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('link', { name: 'View all webhooks' }).click()
    await page.getByRole('row').filter({ hasText: receiver.url }).waitFor()
  })

  it('has an overview with counts, the webhooks that need attention, and failures', async () => {
    const api = fixture.router.as('manager', 'shop-2')
    const receiver = await fixture.receiver((response, _, { path }) =>
      response.writeHead(path === '/down' ? 503 : 200).end(),
    )
    const fine = await aWebhook(api, { url: `${receiver.url}/crm`, description: 'CRM' })
    const down = await aWebhook(api, {
      ...{ url: `${receiver.url}/down`, description: 'Billing', retryWaitsSeconds: [] },
    })
    await Promise.all([publish(api), publish(api)])
    await deliveriesOf(api, fine, { status: 'successful', count: 2 })
    await deliveriesOf(api, down, { status: 'failed', count: 2 })
    const requests: string[] = []
    const page = await fixture.signedIn('manager@shop-2', '/#/event-types')
    page.on('request', (request) => requests.push(request.url()))
    await page.goto('/#/overview')

    await countOf(page, 'Delivered', '2')
    await countOf(page, 'Failed', '2')
    const attention = page.getByRole('table', { name: 'Webhooks that need attention' })
    await attention.getByRole('link', { name: 'Billing' }).waitFor()
    expect(await attention.getByRole('link', { name: 'CRM' }).count()).toBe(0)
    const failures = page.getByRole('table', { name: 'Latest failures' })
    await failures.getByRole('link', { name: 'Subscription added' }).first().waitFor()
    const paths = requests
      .map((url) => new URL(url).pathname.replace(/[0-9a-f-]{36}/, '{id}'))
      .filter((path) => /^\/(webhooks|stats|deliveries|resources|audit)/.test(path))
    // the names of resources are known from the screen before
    expect(paths.toSorted()).toEqual([...['/deliveries', '/stats', '/webhooks']])
  })
})

describe('A copy of a webhook', () => {
  const fixture = aFixture()

  it('has its settings and several resources, another name, and no secrets', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const id = await aWebhook(api, {
      ...{ url: 'https://crm.example.com/hook', description: 'CRM' },
      ...{ resource: undefined, actions: undefined, events: ['order.added', 'user.removed'] },
      authentication: { type: 'TOKEN', token: 's3cret', header: 'X-Key' },
      limits: { perSecond: 7 },
    })
    const page = await fixture.signedIn('manager@shop-1', `/#/webhooks/${id}`)

    await page.getByRole('link', { name: 'Duplicate' }).click()
    const name = page.getByRole('textbox', { name: /^Description/ })
    await name.waitFor()
    expect(await name.inputValue()).toBe('Copy of CRM')
    expect(await page.getByRole('textbox', { name: 'Token' }).inputValue()).toBe('')
    await page.getByRole('textbox', { name: 'URL' }).fill('https://erp.example.com/hook')
    await page.getByRole('textbox', { name: 'Token' }).fill('an0ther')
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText('Webhook “Copy of CRM” was created.').first().waitFor()

    const { body } = await api('GET', '/webhooks')
    expect(body).toMatchObject({
      items: [
        { id, description: 'CRM' },
        {
          description: 'Copy of CRM',
          events: ['order.added', 'user.removed'],
          authentication: { type: 'TOKEN', header: 'X-Key', hasToken: true },
          limits: { perSecond: 7 },
        },
      ],
    })
  })
})

function countOf(page: Page, label: string, count: string) {
  const term = page.getByRole('term').filter({ hasText: label })
  return term.locator('xpath=following-sibling::dd').getByText(count, { exact: true }).waitFor()
}
