import { readFile } from 'node:fs/promises'

import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hook'

describe('The webhooks as a file', () => {
  const fixture = aFixture()

  it('are exported without secrets, and imported with a preview', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const authentication = { type: 'TOKEN', token: 's3cret' }
    await aWebhook(api, { url, description: 'CRM', authentication })
    const page = await fixture.signedIn('manager@shop-1')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export' }).click()
    const exported = await readFile(await (await downloading).path(), 'utf8')
    expect(exported).toContain('description: CRM')
    expect(exported).not.toContain('s3cret')

    const text = `${exported.replace('/hook', '/other')}
  - description: Billing
    url: https://billing.example.com/hook
    events: [invoice.added]
    authentication: { type: TOKEN, token: "\${BILLING_TOKEN}" }
`
    await page.getByRole('button', { name: 'Import' }).click()
    const dialog = page.getByRole('dialog')
    const file = { name: 'webhooks.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) }
    await dialog.locator('input[type=file]').setInputFiles(file)
    await dialog.getByText(`url: "${url}" → "https://crm.example.com/other"`).waitFor()
    const apply = dialog.getByRole('button', { name: 'Apply' })
    expect(await apply.isDisabled()).toBe(true) // the variable has no value
    await dialog.getByLabel('BILLING_TOKEN').fill('t0ken')
    await page.screenshot({ path: '.work/screenshots/import-1440.png' })
    await apply.click()

    await page.getByText('2 webhooks were imported.').waitFor()
    await page.getByRole('link', { name: 'Billing', exact: true }).waitFor()
    const { body } = await api('GET', '/webhooks')
    expect(body).toMatchObject({
      items: [
        { description: 'CRM', url: 'https://crm.example.com/other', version: 2 },
        { description: 'Billing', authentication: { type: 'TOKEN', hasToken: true } },
      ],
    })
  })

  it('are imported with the warnings about them', async () => {
    const page = await fixture.signedIn('manager@shop-3', '/#/webhooks', { width: 390 })
    const text = `webhooks: [{ description: CRM, url: "${url}", events: [order.added], filter: { x: [1] } }]`
    await page.getByRole('button', { name: 'Import' }).click()
    const dialog = page.getByRole('dialog')
    const file = { name: 'webhooks.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) }
    await dialog.locator('input[type=file]').setInputFiles(file)
    await dialog.getByRole('button', { name: 'Apply' }).click()

    await dialog.getByText('Imported, but check these webhooks').waitFor()
    await dialog.getByText(/^CRM: The filter matches no sample/).waitFor()
    await page.screenshot({ path: '.work/screenshots/import-warning-390.png' })
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('link', { name: 'CRM', exact: true }).waitFor()
  })

  it('name the error in a file', async () => {
    const page = await fixture.signedIn('manager@shop-2', '/#/webhooks', { width: 390 })
    await page.getByRole('button', { name: 'Import' }).click()
    const dialog = page.getByRole('dialog')
    const choose = (text: string) =>
      dialog.locator('input[type=file]').setInputFiles({
        ...{ name: 'webhooks.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) },
      })

    await choose('hooks: []')
    await dialog.getByText('hooks: the file has only “webhooks”').waitFor()
    await dialog.getByRole('button', { name: 'Remove file' }).click()
    await choose('webhooks: [{ description: CRM, url: "http://crm", events: [order.eaten] }]')
    await dialog.getByText('Create', { exact: true }).waitFor()
    await dialog.getByRole('button', { name: 'Apply' }).click()
    await dialog.getByText('Some webhooks were not imported').waitFor()
    await page.screenshot({ path: '.work/screenshots/import-390.png' })
  })
})
