import { describe, expect, it } from '@jest/globals'

import { aFixture } from './support/fixture.ts'
import { aWebhook } from './support/webhooks.ts'

const folder = '.work/screenshots'
const url = 'https://crm.example.com/hooks'

describe('The secrets of a webhook', () => {
  const fixture = aFixture()

  const aManager = async (marketplace: string, settings: Record<string, unknown> = {}) => {
    const api = fixture.router.as('manager', marketplace)
    const id = await aWebhook(api, { url, ...settings })
    const screen = `/#/webhooks/${id}?tab=settings`
    return { api, id, page: await fixture.signedIn(`manager@${marketplace}`, screen) }
  }

  it('include a signing secret that can be revealed, copied and hidden, and each reveal is logged', async () => {
    const { page } = await aManager('shop-1')
    await page.getByText('Never', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Reveal' }).click()
    const secret = await page.getByText(/^whsec_/).innerText()
    await page.getByRole('button', { name: 'Copy Secret' }).click()
    await page.getByText('Copied').waitFor()
    await page.getByRole('button', { name: 'Hide' }).click()

    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
    expect(await page.getByText(secret).count()).toBe(0)
    await page.getByText(/^Once/).waitFor()
    await page.getByRole('tab', { name: 'Audit' }).click()
    await page.getByRole('row').filter({ hasText: 'Signing secret revealed' }).waitFor()
  })

  it('include a new signing secret after a rotation, with the previous one still valid', async () => {
    const { page } = await aManager('shop-2')
    await page.getByRole('button', { name: 'Reveal' }).click()
    const before = await page.getByText(/^whsec_/).innerText()

    await page.getByRole('button', { name: 'Rotate' }).click()
    await page.getByLabel('Hours until the previous secret expires').fill('2')
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click()

    await page.getByText('The signing secret was rotated.').waitFor()
    expect(await page.getByText(before).count()).toBe(0)
    await page.getByRole('button', { name: 'Reveal new secret' }).click()
    await page.getByText(before).waitFor()
    const all = await page.getByText(/^whsec_/).allInnerTexts()
    expect(new Set(all).size).toBe(2)
  })

  it('include a key pair for v1a signatures, whose public half is shown and rotated', async () => {
    const { id, page } = await aManager('shop-4')
    await page.getByText('Never', { exact: true }).waitFor()
    expect(await page.getByText(/^whpk_/).count()).toBe(0)

    await page.goto(`/#/webhooks/${id}/edit`)
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    await page.getByRole('radio', { name: /^Both/ }).check()
    await page.screenshot({ path: `${folder}/signatures-field.png`, fullPage: true })
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(`Webhook “${url}” was saved.`).waitFor()
    await page.goto(`/#/webhooks/${id}?tab=settings`)
    const before = await page.getByText(/^whpk_/).innerText()
    await page.getByRole('button', { name: 'Copy Public key', exact: true }).click()
    await page.getByText('Copied').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(before)
    const address = await page.getByText('/.well-known/webhook-keys/').innerText()
    expect(await (await fetch(address)).text()).toContain(before)

    await page.getByRole('button', { name: 'Rotate key' }).click()
    await page.getByLabel('Hours until the previous key expires').fill('2')
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click()

    await page.getByText('The key was rotated.').waitFor()
    await page.getByText(/^Previous public key – also signs until/).waitFor()
    const all = await page.getByText(/^whpk_/).allInnerTexts()
    expect([all.length, all[1]]).toEqual([2, before])
    await page.screenshot({ path: `${folder}/signing-key.png`, fullPage: true })
    await page.setViewportSize({ width: 390, height: 800 })
    await page.screenshot({ path: `${folder}/signing-key-390.png`, fullPage: true })
  })

  it('can be replaced and are never shown', async () => {
    const { api, id, page } = await aManager('shop-3', {
      authentication: { type: 'TOKEN', token: 'first-s3cret' },
    })
    await page.getByText('Encrypted, never shown').waitFor()

    await page.getByRole('link', { name: 'Replace' }).click()
    await page.getByRole('textbox', { name: 'Token' }).fill('second-s3cret')
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`Webhook “${url}” was saved.`).waitFor()
    await page.getByRole('heading', { name: url, level: 1 }).waitFor()
    expect(/(first|second)-s3cret/.test(await page.content())).toBe(false)
    const { body } = await api('GET', `/webhooks/${id}`)
    expect(body).toMatchObject({ version: 2, authentication: { type: 'TOKEN', hasToken: true } })
  })
})
