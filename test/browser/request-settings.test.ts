import { describe, expect, it } from '@jest/globals'
import * as z from 'zod'

import { aFixture } from './support/fixture.ts'
import { fillRequired } from './support/forms.ts'

const folder = '.work/screenshots'

const Listed = z.object({ items: z.array(z.looseObject({ id: z.string() })) })

describe('The form of a webhook', () => {
  const fixture = aFixture()

  it('sets what requests carry and mean, and keeps secret headers', async () => {
    const page = await fixture.signedIn('manager@shop-1', '/#/webhooks/new')
    await fillRequired(page, { url: 'https://crm.example.com/hooks' })
    await page.getByRole('radio', { name: 'HTTP Basic', exact: true }).check()
    await page.getByRole('textbox', { name: 'Username' }).fill('postrider')
    await page.getByRole('textbox', { name: 'Password' }).fill('s3cret')
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    await page.getByLabel(/^Accepted statuses/).fill('302')
    await page.getByLabel(/^Final statuses/).fill('404, 422')
    await page.getByLabel(/In order, for each resource/).check()
    await page.getByRole('button', { name: 'Add header' }).click()
    await page.getByLabel('Name', { exact: true }).last().fill('X-Tenant')
    await page.getByLabel('Value', { exact: true }).last().fill('7')
    await page.getByRole('button', { name: 'Add header' }).click()
    await page.getByLabel('Name', { exact: true }).last().fill('X-Key')
    await page.getByRole('checkbox', { name: 'Secret' }).last().check()
    await page.getByLabel('Value', { exact: true }).last().fill('hidden')
    await page.getByRole('radio', { name: /^Transformed/ }).check()
    await page.getByLabel(/^Transformation/).fill('{ "id": resource.uuid }')
    await page.getByRole('button', { name: 'Try with a sample' }).click()
    await page
      .getByText(/"id": ?"/)
      .first()
      .waitFor()
    await page.screenshot({ path: `${folder}/request-settings.png`, fullPage: true })
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was created/).waitFor()

    const api = fixture.router.as('manager', 'shop-1')
    const stored = async () => Listed.parse((await api('GET', '/webhooks')).body).items
    const headers = [
      { name: 'X-Tenant', value: '7' },
      { name: 'X-Key', secret: true },
    ]
    expect(await stored()).toMatchObject([
      {
        authentication: { type: 'BASIC', username: 'postrider', hasPassword: true },
        acceptedStatuses: [302],
        finalStatuses: [404, 422],
        ordering: 'RESOURCE',
        headers,
        transformation: '{ "id": resource.uuid }',
      },
    ])
    const [webhook] = await stored()
    await page.goto(`/#/webhooks/${webhook?.id}?tab=settings`)
    await page.getByText('X-Tenant: 7').waitFor()
    await page.screenshot({ path: `${folder}/request-settings-shown.png`, fullPage: true })

    await page.goto(`/#/webhooks/${webhook?.id}/edit`)
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    await page.getByLabel('Value', { exact: true }).first().fill('8')
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was (saved|changed)/).waitFor()
    expect(await stored()).toMatchObject([{ headers: [{ value: '8' }, headers[1]] }])
  })
})
