import { describe, expect, it } from '@jest/globals'

import { aPlace } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const url = 'https://crm.example.com/hooks'
const deleted = 'This webhook was deleted'

describe('A webhook that was deleted elsewhere', () => {
  const place = aPlace()

  const anOpenOne = async (marketplace: string, screen = '') => {
    const api = place.router.as('manager', marketplace)
    const id = await aWebhook(api, { url })
    const page = await place.signedIn(`manager@${marketplace}`, `/#/webhooks/${id}${screen}`)
    const remove = () => api('DELETE', `/webhooks/${id}`, undefined, { 'if-match': '"1"' })
    return { page, remove }
  }

  it('is said to be so when it is read anew', async () => {
    const { page, remove } = await anOpenOne('shop-1')
    await page.getByRole('heading', { name: url, level: 1 }).waitFor()

    await remove()

    await page.getByText(deleted).waitFor()
    expect(await page.getByRole('button', { name: 'Disable' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Show all webhooks' }).click()
    await page.getByText('No webhooks yet').waitFor()
  })

  it('is said to be so when something is done to it', async () => {
    const { page, remove } = await anOpenOne('shop-2')
    await page.getByRole('button', { name: 'Send test' }).click()
    await remove()

    await page.getByRole('dialog').getByRole('button', { name: 'Send test' }).click()

    await page.getByText(deleted).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  it('is said to be so where it is edited', async () => {
    const { page, remove } = await anOpenOne('shop-3', '/edit')
    await page.getByRole('textbox', { name: 'URL' }).waitFor()

    await remove()

    await page.getByText(deleted).waitFor()
  })
})
