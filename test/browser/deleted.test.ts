import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'
const deleted = 'This webhook was deleted'

describe('A webhook that was deleted elsewhere', () => {
  const fixture = aFixture()

  const anOpenWebhook = async (marketplace: string, screen = '') => {
    const api = fixture.router.as('manager', marketplace)
    const id = await aWebhook(api, { url })
    const page = await fixture.signedIn(`manager@${marketplace}`, `/#/webhooks/${id}${screen}`)
    const remove = () => api('DELETE', `/webhooks/${id}`, undefined, { 'if-match': '"1"' })
    return { page, remove }
  }

  it('is shown as deleted on the next poll', async () => {
    const { page, remove } = await anOpenWebhook('shop-1')
    await page.getByRole('heading', { name: url, level: 1 }).waitFor()

    await remove()

    await page.getByText(deleted).waitFor()
    expect(await page.getByRole('button', { name: 'Disable' }).count()).toBe(0)
    await page.getByRole('link', { name: 'View all webhooks' }).click()
    await page.getByText('No webhooks yet').waitFor()
  })

  it('is shown as deleted after a failed action', async () => {
    const { page, remove } = await anOpenWebhook('shop-2')
    await page.getByRole('button', { name: 'Send test' }).click()
    await remove()

    await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()

    await page.getByText(deleted).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('is shown as deleted in its form', async () => {
    const { page, remove } = await anOpenWebhook('shop-3', '/edit')
    await page.getByRole('textbox', { name: 'URL' }).waitFor()

    await remove()

    await page.getByText(deleted).waitFor()
  })
})
