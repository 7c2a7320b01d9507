import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { anApiKey } from './support/api-keys.ts'
import { aFixture } from './support/fixture.ts'
import { choose } from './support/forms.ts'

describe('API keys', () => {
  const fixture = aFixture()

  const aManager = (marketplace: string) =>
    fixture.signedIn(`manager@${marketplace}`, '/#/api-keys')

  it('are created, shown once and copied, and work', async () => {
    const page = await aManager('shop-1')
    await page.getByText('No API keys yet').waitFor()

    await page.getByRole('button', { name: 'Create API key' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('ERP')
    await page.getByRole('radio', { name: 'Viewer' }).check()
    await choose(page, 'Expires', 'In 90 days')
    await page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await page.getByText('will not be shown again').waitFor()
    const key = await page.getByRole('region', { name: 'API key' }).innerText()
    await page.getByRole('button', { name: 'Copy API key' }).click()
    await page.getByText('Copied').waitFor()

    expect(key).toMatch(/^prk_shop-1_/)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key)
    expect(await page.getByRole('region', { name: 'Test request' }).innerText()).toBe(
      `curl '${fixture.router.url}/me' -H 'Authorization: Bearer ${key}'`,
    )
    expect((await fixture.router.get('/me', key)).status).toBe(200)
    await page.keyboard.press('Escape') // does not close it
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('row').filter({ hasText: 'ERP' }).filter({ hasText: 'Viewer' }).waitFor()
    expect((await page.content()).includes(key)).toBe(false)
    expect(await focused(page)).toMatch(/^Create API key/)
  })

  it('are not lost by leaving before they are copied, unless the manager confirms it', async () => {
    const page = await aManager('shop-1')
    const side = page.getByRole('navigation', { name: 'Side navigation' })
    await side.getByRole('link', { name: 'Event log', exact: true }).click()
    await page.waitForURL(/log/)
    await side.getByRole('link', { name: 'API keys' }).click()
    await page.getByRole('button', { name: 'Create API key' }).first().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('PIM')
    await page.getByRole('textbox', { name: 'Name' }).press('Enter')
    await page.getByText('will not be shown again').waitFor()

    await page.evaluate(() => {
      history.back()
    })
    await page.getByText('Leave without the key?').waitFor()
    await page.getByRole('button', { name: 'Stay' }).click()
    const key = await page.getByRole('region', { name: 'API key' }).innerText()
    await page.evaluate(() => {
      history.back()
    })
    await page.getByRole('button', { name: 'Leave' }).click()

    expect(key).toMatch(/^prk_shop-1_/)
    await page.waitForURL(/log/)
  })

  it('show errors at their fields, and clear them when the field changes', async () => {
    const page = await aManager('shop-2')
    await page.getByRole('button', { name: 'Create API key' }).first().click()
    const dialog = page.getByRole('dialog')
    const create = dialog.getByRole('button', { name: 'Create API key' })

    await choose(page, 'Expires', 'On a date')
    await create.click()
    await dialog.getByText('Is required').first().waitFor()
    expect(await dialog.getByText('Is required').count()).toBe(2)
    await page.getByRole('textbox', { name: 'Name' }).fill('x'.repeat(101))
    expect(await dialog.getByText('Is required').count()).toBe(1)
    await dialog.getByRole('textbox', { name: 'Expiry date' }).fill('2020/01/31')
    await create.click()

    await dialog.getByText('Must have at most 100 characters').waitFor()
    await page.getByRole('textbox', { name: 'Name' }).fill('ERP')
    await create.click()
    await dialog.getByText('Must be in the future').waitFor()
    await dialog.getByRole('textbox', { name: 'Expiry date' }).fill('2099/01/31')
    await create.click()
    await page.getByText('will not be shown again').waitFor()
  })

  it('are of a vendor for the role developer', async () => {
    const page = await aManager('shop-8')
    await page.getByRole('button', { name: 'Create API key' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Globex')
    await dialog.getByRole('radio', { name: 'Developer' }).check()
    await dialog.getByRole('button', { name: 'Create API key' }).click()
    await dialog.getByText('Is required').waitFor()

    await dialog.getByRole('textbox', { name: 'Vendor' }).fill('globex')
    await dialog.getByRole('button', { name: 'Create API key' }).click()
    const key = await page.getByRole('region', { name: 'API key' }).innerText()
    await page.getByRole('button', { name: 'Done' }).click()

    await page.getByRole('row').filter({ hasText: 'Developer of globex' }).waitFor()
    expect(await (await fixture.router.get('/me', key)).json()).toMatchObject({
      role: 'developer',
      vendor: 'globex',
    })
  })

  it('are revoked after a question that names the key, and the audit log names it', async () => {
    const { key, id } = await anApiKey(fixture.router.as('manager', 'shop-3'))
    const page = await aManager('shop-3')

    await page.getByRole('button', { name: 'Revoke API key ERP' }).click()
    await page.getByText('Requests with the API key “ERP” will be rejected').waitFor()
    await page.getByText('can no longer publish events').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()

    await page.getByText('API key “ERP” was revoked.').waitFor()
    await page.getByText('No API keys yet').waitFor()
    expect((await fixture.router.get('/me', key)).status).toBe(401)
    await page.getByRole('link', { name: 'Audit log' }).click()
    for (const action of ['API key created', 'API key revoked']) {
      const entry = page.getByRole('row').filter({ hasText: action })
      await entry.filter({ hasText: 'ERP' }).filter({ hasText: 'API key, Producer' }).waitFor()
    }
    expect(await page.getByText(id).count()).toBe(0)
  })

  it('lead to what their programs did', async () => {
    const { key } = await anApiKey(fixture.router.as('manager', 'shop-7'), { role: 'manager' })
    const response = await fetch(`${fixture.router.url}/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://crm.example.com/hook', events: ['order.added'] }),
    })
    expect(response.status).toBe(201)
    const page = await aManager('shop-7')

    await page.getByRole('link', { name: 'Audit of API key ERP' }).click()

    await page.getByRole('row').filter({ hasText: 'API key ERP' }).waitFor()
    expect(await page.getByRole('searchbox', { name: 'User' }).inputValue()).toBe('API key ERP')
    expect(await page.getByText('API key created').count()).toBe(0)
  })

  it('that were revoked elsewhere can be revoked again', async () => {
    const api = fixture.router.as('manager', 'shop-4')
    const { id } = await anApiKey(api)
    const page = await aManager('shop-4')
    await page.getByRole('button', { name: 'Revoke API key ERP' }).click()
    await api('DELETE', `/api-keys/${id}`)

    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()

    await page.getByText('API key “ERP” was already revoked.').waitFor()
  })

  it('show that the API failed, and try again on request; a refresh loads new ones', async () => {
    const api = fixture.router.as('manager', 'shop-5')
    const page = await fixture.signedIn('manager@shop-5', '/#/audit')
    await page.route('**/api-keys', (route) => route.fulfill({ status: 503, json: {} }))

    await page.getByRole('link', { name: 'API keys', exact: true }).click()
    await page.getByText('Request failed').waitFor()
    await page.unroute('**/api-keys')
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('No API keys yet').waitFor()
    await anApiKey(api)
    await page.getByRole('button', { name: 'Refresh' }).click()

    await page.getByRole('row').filter({ hasText: 'ERP' }).waitFor()
  })

  it('are hidden from a viewer', async () => {
    const page = await fixture.signedIn('viewer@shop-6', '/#/audit')
    await page.getByRole('link', { name: 'Audit log' }).first().waitFor()

    expect(await page.getByRole('link', { name: 'API keys', exact: true }).count()).toBe(0)
    await page.goto('/#/api-keys')
    await page.getByText('Your role does not allow this.').waitFor()
    await page.getByRole('heading', { name: 'API keys', level: 1 }).waitFor()
  })
})

/** The name of the focused element. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? '')
}
