import { describe, expect, it } from '@jest/globals'
import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'

import { mailStatuses } from '../../core/mail/mail.ts'
import { axeViolations } from './support/axe.ts'
import { aFixture } from './support/fixture.ts'
import { aMailAbout, aMailDatabase } from './support/mails.ts'
import { aWebhook, publish } from './support/webhooks.ts'

const folder = '.work/screenshots'

describe('Mail', () => {
  const { db, addMails, suppress } = aMailDatabase()
  const fixture = aFixture({ db })

  it('about a webhook is listed and read, and says how to set a mail server', async () => {
    const api = fixture.router.as('manager', 'shop-1')
    const { url } = await fixture.receiver((response) => response.writeHead(410).end())
    const notify = ['crm-team@example.com']
    const webhook = await aWebhook(api, { url, notify, description: 'For the CRM' })
    await publish(api)
    await aMailAbout(api, { webhook })
    const page = await fixture.signedIn('manager@shop-1')

    await page.getByRole('link', { name: 'Mail', exact: true }).click()

    const row = page.getByRole('row').filter({ hasText: 'crm-team@example.com' })
    await row.getByText('Not sent: no mail server').waitFor()
    await row.getByText('set POSTRIDER_SMTP_URL').waitFor()
    await row.getByText('Webhook is disabled', { exact: true }).waitFor()
    await row.getByRole('link', { name: 'Webhook is disabled: For the CRM' }).click()
    await page
      .getByRole('heading', { name: 'Webhook is disabled: For the CRM', level: 1 })
      .waitFor()
    await page.getByText('this mail was not sent. To send mail, start the router').waitFor()
    const text = await page.getByRole('region', { name: 'Text' }).innerText()
    expect(text).toContain(`${fixture.router.url}/#/webhooks/${webhook}`)
    const [link = ''] = text.slice(text.indexOf(fixture.router.url)).split(/\s/)
    await page.goto(link)
    await page.getByRole('heading', { name: 'For the CRM', level: 1 }).waitFor()
  })

  it('shows its HTML as source', async () => {
    const html = '<h1 style="color:red">Hello</h1><script>alert(1)</script>'
    await addMails('shop-2', [{ id: 'mail-1', html, status: 'bounced', reason: '550 unknown' }])
    const page = await fixture.signedIn('viewer@shop-2', '/#/mail/mail-1')
    await page.getByText('The mail was sent and came back.').waitFor()
    await page.getByText('550 unknown').waitFor()

    await page.getByRole('button', { name: 'HTML source' }).click()

    expect(await page.getByRole('region', { name: 'HTML source' }).innerText()).toBe(html)
    expect(await page.locator('iframe').count()).toBe(0)
  })

  it('is listed in pages, newest first', async () => {
    await addMails('shop-3', Array<object>(51).fill({}))
    const page = await fixture.signedIn('manager@shop-3', '/#/mail')
    await page.getByText('Mail 50').waitFor()
    expect(await page.getByText('Mail 0', { exact: true }).count()).toBe(0)
    expect(await page.getByRole('row').nth(1).innerText()).toContain('Mail 50')

    await page.getByRole('button', { name: 'Load more' }).click()

    await page.getByText('Mail 0', { exact: true }).waitFor()
  })

  it('has switches, which the audit log records', async () => {
    const api = fixture.router.as('manager', 'shop-4')
    const page = await fixture.signedIn('manager@shop-4', '/#/mail')
    await page.getByText('No mail yet').waitFor()
    await page.getByRole('tab', { name: 'Settings' }).click()

    await page.getByRole('checkbox', { name: 'Subscription change is in progress' }).check()
    await page.getByText('“Subscription change is in progress” is on.').waitFor()

    expect(await api('GET', '/mail-settings')).toMatchObject({
      body: { productEventFailure: true, subscriptionChangeInProgress: true },
    })
    await page.reload()
    const reloaded = page.getByRole('checkbox', { name: 'Subscription change is in progress' })
    await reloaded.waitFor()
    expect(await reloaded.isChecked()).toBe(true)
    await page.getByRole('link', { name: 'Audit log' }).click()
    const entry = page.getByRole('row').filter({ hasText: 'Settings of mail changed' })
    await entry.getByText('Subscription change is in progress').first().waitFor()
  })

  it('goes to a suppressed address again after a confirmation', async () => {
    await suppress('shop-5', 'left@example.com')
    const page = await fixture.signedIn('manager@shop-5', '/#/mail?tab=suppressed')
    await page.getByText('smtp; 550 5.1.1 user unknown').waitFor()

    await page.getByRole('button', { name: 'Send mail again to left@example.com' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Amazon SES may have the address').waitFor()
    await dialog.getByRole('button', { name: 'Send mail again' }).click()

    await page.getByText('left@example.com gets mail again.').waitFor()
    await page.getByText('No suppressed addresses').waitFor()
    await page.getByRole('link', { name: 'Audit log' }).click()
    const entry = page.getByRole('row').filter({ hasText: 'Address gets mail again' })
    await entry.getByText('left@example.com').waitFor()
  })

  it('is read-only for a viewer', async () => {
    await suppress('shop-6', 'left@example.com')
    const page = await fixture.signedIn('viewer@shop-6', '/#/mail?tab=suppressed')
    await page.getByText('left@example.com').waitFor()
    expect(await page.getByRole('button', { name: /Send mail/ }).count()).toBe(0)

    await page.getByRole('tab', { name: 'Settings' }).click()
    const one = page.getByRole('checkbox', { name: 'Product event failure' })
    await one.click({ force: true })

    expect(await one.isChecked()).toBe(true)
    expect(await one.getAttribute('aria-disabled')).toBe('true')
  })

  it('is hidden from a developer', async () => {
    const page = await fixture.signedIn('developer/globex@shop-7', '/#/products')
    await page.getByRole('link', { name: 'Products' }).first().waitFor()

    expect(await page.getByRole('link', { name: 'Mail', exact: true }).count()).toBe(0)
    await page.goto('/#/mail')
    await page.getByText('Your role does not allow this.').waitFor()
  })

  it('goes to the addresses in the form of a webhook, which shows errors at the field', async () => {
    const api = fixture.router.as('manager', 'shop-8')
    const webhook = await aWebhook(api, { url: 'https://crm.example.com/hook', description: 'CRM' })
    const page = await fixture.signedIn('manager@shop-8', `/#/webhooks/${webhook}/edit`)
    const field = page.getByRole('textbox', { name: /^Notify/ })

    await field.fill('ann@example.com\nbob')
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText('bob: Must be an email address').waitFor()
    expect(await field.evaluate((element) => element === document.activeElement)).toBe(true)
    await field.fill([1, 2, 3, 4, 5, 6].map((one) => `a${one}@example.com`).join('\n'))
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText('Must have at most 5 items').waitFor()
    await field.fill('ann@example.com\nbob@example.com')
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText('Webhook “CRM” was saved.').waitFor()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByText('ann@example.com, bob@example.com').waitFor()
    await page.getByRole('tab', { name: 'Audit log' }).click()
    await page.getByRole('button', { name: 'Notify' }).waitFor()
  })

  it.each([
    { name: '1440', width: 1440 },
    { name: '390', width: 390 },
    { name: 'dark', width: 1440, colorScheme: 'dark' as const },
  ])('is accessible and fits the window: $name', async ({ name: size, ...options }) => {
    await mkdir(folder, { recursive: true })
    const marketplace = `shop-${size}`
    await addMails(marketplace, everyStatus)
    await suppress(marketplace, 'somebody-with-a-long-name@department.left.example.com')
    const page = await fixture.signedIn(`manager@${marketplace}`, '/#/mail', options)
    await page.getByText('Complaint').waitFor()
    const found: unknown[] = [await look(page, `mail-statuses-${size}`)]
    await page.getByRole('tab', { name: 'Suppressed addresses' }).click()
    await page.getByText('550 5.1.1').waitFor()
    found.push(await look(page, `mail-suppressed-${size}`))
    await page.getByRole('button', { name: /^Send mail again to/ }).click()
    await page.getByRole('dialog').waitFor()
    found.push(await look(page, `mail-lift-${size}`))

    const fine = { violations: [], isTooWide: false }
    expect(found).toEqual([fine, fine, fine])
  })
})

const everyStatus = mailStatuses.map((status) => ({ status }))

async function look(page: Page, name: string) {
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  return {
    violations: await axeViolations(page),
    isTooWide: await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth),
  }
}
