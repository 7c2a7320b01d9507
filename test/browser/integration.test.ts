import { describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'

import type { Page } from 'playwright-core'

import { eventually } from '../support/eventually.ts'
import type { Vendor } from '../support/vendor.ts'
import { aFixture } from './support/fixture.ts'
import { choose, clickTwice } from './support/forms.ts'
import {
  anIntegration,
  anOrder,
  aProduct,
  aTestVendor,
  failing,
  later,
} from './support/integration.ts'

describe('Products and integration events', () => {
  const fixture = aFixture()

  /** A marketplace with one product, whose vendor answers. */
  const aMarketplace = async (name: string) => {
    const api = fixture.router.as('manager', name)
    const vendor = await aTestVendor(fixture)
    const product = await aProduct(api)
    await anIntegration(api, product, { vendor, routerUrl: fixture.router.url })
    return { api, product, vendor }
  }

  it('are created, set up with a place for the event’s URL, tested and published', async () => {
    const vendor = await aTestVendor(fixture)
    const page = await fixture.signedIn('manager@shop-1', '/#/products')
    await createProduct(page)

    await page.getByRole('link', { name: 'Set up integration' }).click()
    await page
      .getByRole('textbox', { name: 'URL for all other types' })
      .fill(`${vendor.url}/events`)
    await page.getByRole('button', { name: 'Save integration' }).click()
    await page.getByText(/Must contain \{eventUrl\} or a parameter named eventUrl/).waitFor()
    await page.getByRole('button', { name: 'Append eventUrl={eventUrl}' }).click()
    await page.getByRole('button', { name: 'Save integration' }).click()
    await page.getByText('The integration was saved.').waitFor()
    await page.getByText(`${vendor.url}/events?eventUrl={eventUrl}`).first().waitFor()
    await page.getByText('None: the vendor gets no mail when an event fails.').waitFor()

    await issueCredentials(page, vendor)
    const order = page.getByRole('group', { name: 'Subscription order' })
    await order.getByText('Not tested').waitFor()
    await page.getByRole('button', { name: 'Test Subscription order' }).click()
    await order.getByText('Passed: HTTP 200').waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText(/The product was not changed/).waitFor()
    await page.getByRole('button', { name: 'Test all' }).click()
    await page.getByText('Every endpoint has passed its test.').waitFor()
    await page.getByRole('button', { name: 'Publish' }).click()
    await page.getByText('Product “Globex CRM” is published.').waitFor()

    await page.goto('/#/products')
    const row = page.getByRole('row').filter({ hasText: 'Globex CRM' })
    await row.getByText('Published').waitFor()
    await row.getByRole('img', { name: 'Add-ons: Passed: HTTP 200' }).waitFor()
  })

  it.each([1440, 390])('are called with an OAuth2 client of any kind (%i px)', async (width) => {
    const { api, product } = await aMarketplace(`oauth2-${width}`)
    const edit = `/#/products/${product}/integration/edit`
    const page = await fixture.signedIn(`manager@oauth2-${width}`, edit, { width })
    const shoot = (name: string) =>
      page.screenshot({ path: `.work/screenshots/vendor-${name}-${width}.png`, fullPage: true })
    const authentication = async () => {
      const { body } = await api('GET', `/products/${product}/integration`)
      return (body as { authentication: Record<string, unknown> }).authentication
    }
    await page.getByRole('button', { name: 'Replace' }).click()
    await page.getByRole('radio', { name: /^OAuth2/ }).check()
    await page
      .getByRole('textbox', { name: 'Access token URI' })
      .fill('https://id.example.com/token')
    await page.getByRole('textbox', { name: 'Client ID' }).fill('router')
    await page.getByRole('textbox', { name: 'Client secret' }).fill('s3cret')
    await page.getByRole('radio', { name: 'In the request body' }).check()
    await page.getByRole('button', { name: 'Add parameter' }).click()
    await page.getByLabel('Name', { exact: true }).last().fill('pin')
    await page.getByLabel('Value', { exact: true }).last().fill('1234')
    await page.getByRole('checkbox', { name: 'Secret' }).last().check()
    await page.getByLabel(/^Grant type/).fill('account_credentials')
    await page.getByRole('radio', { name: 'JSON' }).check()
    await shoot('oauth2-form')
    await page.getByRole('button', { name: 'Save integration' }).click()
    await page.getByText('The integration was saved.').waitFor()

    const client = {
      grantType: 'account_credentials',
      tokenRequestFormat: 'JSON',
      secretParameterNames: ['pin'],
    }
    expect(await authentication()).toMatchObject({ ...client, clientAuthentication: 'BODY' })
    await page.getByText('pin=***').waitFor()

    await page.goto(edit)
    await page.getByRole('button', { name: 'Replace' }).click()
    expect(await page.getByLabel(/^Grant type/).inputValue()).toBe('account_credentials')
    await page.getByRole('button', { name: 'Remove', exact: true }).click()
    await page.getByRole('radio', { name: /^With a key pair/ }).check()
    expect(await page.getByRole('textbox', { name: 'Client secret' }).count()).toBe(0)
    await page.getByRole('button', { name: 'Save integration' }).click()
    await page.getByRole('button', { name: 'Make next key' }).click()
    await page.getByText('Next key, not in use yet').waitFor()
    const { nextClientKey } = await authentication()
    await shoot('oauth2-key')
    await page.getByRole('button', { name: 'Use next key' }).click()
    await page.getByText('Next key, not in use yet').waitFor({ state: 'detached' })
    expect(await authentication()).toMatchObject({ clientKey: nextClientKey })
  })

  it('keep what others changed meanwhile, unless the draft is discarded', async () => {
    const { api, product } = await aMarketplace('shop-2')
    const page = await fixture.signedIn('manager@shop-2', `/#/products/${product}/integration/edit`)
    await page.getByRole('textbox', { name: 'Time limit' }).fill('9')
    await api('PATCH', `/products/${product}`, { name: 'CRM 2' }, { 'if-match': '"3"' })

    await page.getByRole('button', { name: 'Save integration' }).click()
    await page.getByText('Someone else changed the product').first().waitFor()
    await page.getByRole('button', { name: 'Discard my changes and reload' }).click()

    await eventually(async () => {
      expect(await page.getByRole('textbox', { name: 'Time limit' }).inputValue()).toBe('')
    })
    await page.getByRole('textbox', { name: 'Time limit' }).fill('7')
    await page.getByRole('button', { name: 'Save integration' }).click()
    await page.getByText('The integration was saved.').waitFor()
    await page.getByText('7 s').waitFor()
  })

  it('are renamed, and lose their integration only when that is confirmed', async () => {
    const { api, product } = await aMarketplace('shop-12')
    const page = await fixture.signedIn('manager@shop-12', `/#/products/${product}`)

    await page.getByRole('button', { name: 'Rename' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill(' ')
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await dialog.getByText('Is required').waitFor()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Globex Sales')
    await dialog.getByRole('button', { name: 'Rename' }).click()
    await page.getByText('The product is named “Globex Sales”.').waitFor()
    await page.getByRole('heading', { name: 'Globex Sales', level: 1 }).waitFor()

    await clickTwice(page.getByRole('button', { name: 'Delete integration' }))
    await page.getByText('The integration of “Globex Sales” was deleted.').waitFor()
    await page.getByText('No integration yet').waitFor()
    expect(await api('GET', `/products/${product}/integration`)).toMatchObject({ status: 404 })
  })

  it('rotate credentials, which stay valid for a while', async () => {
    const { product } = await aMarketplace('shop-3')
    const page = await fixture.signedIn('manager@shop-3', `/#/products/${product}`)

    await page.getByRole('button', { name: 'Rotate' }).click()
    await page.getByRole('radio', { name: '1 hour' }).check()
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click()
    const secret = await page.getByRole('region', { name: 'Consumer secret' }).innerText()
    await page.getByRole('button', { name: 'Copy Consumer secret' }).click()
    await page.getByText('Copied').waitFor()

    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText(/Consumer key – valid until/).waitFor()
    await page.getByText('Consumer key – current').waitFor()
    expect((await page.content()).includes(secret)).toBe(false)
  })

  it('are listed with their states, filtered, and appear without a reload', async () => {
    const { api, product } = await aMarketplace('shop-4')
    await anOrder(api, { product, company: failing, status: 'failed' })
    const page = await fixture.signedIn('manager@shop-4', '/#/integration-events')
    const row = (text: string) => page.getByRole('row').filter({ hasText: text })
    await row('USER_ALREADY_EXISTS').getByText('Failed').waitFor()

    await anOrder(api, { product, company: later, status: 'pending' })
    await row(later).getByText('Pending').waitFor()
    await page.getByRole('tab', { name: 'Failed' }).click()
    await row(later).waitFor({ state: 'hidden' })
    await row(failing).getByRole('link', { name: 'Globex CRM' }).waitFor()
    await choose(page, 'Type', 'Subscription cancel')
    await page.getByText('No matches').waitFor()
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await page.getByRole('searchbox', { name: 'Search' }).fill('answered')
    await row(failing).waitFor({ state: 'hidden' })
    await row(later).waitFor()
  })

  it('are exported as CSV, with the filters', async () => {
    const { api, product } = await aMarketplace('shop-5')
    const token = await anOrder(api, { product, company: failing, status: 'failed' })
    await anOrder(api, { product, company: 'Example Ltd', status: 'complete' })
    const page = await fixture.signedIn('manager@shop-5', '/#/integration-events?status=failed')

    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Export CSV' }).click()
    const file = await readFile(await (await download).path(), 'utf8')

    await page.getByText('1 integration event was exported.').waitFor()
    expect(file.split('\r\n')).toEqual([
      expect.stringMatching(/^\uFEFFStatus,Created,/),
      expect.stringContaining(`,shop-5,Globex CRM,globex,SUBSCRIPTION_ORDER,${token},${failing},`),
      '',
    ])
  })

  it('show what both sides did, as the vendor gets it', async () => {
    const { api, product, vendor } = await aMarketplace('shop-6')
    const token = await anOrder(api, { product, company: 'Example Ltd', status: 'complete' })
    const page = await fixture.signedIn('manager@shop-6', `/#/integration-events/${token}`)

    await page.getByText('Answered: HTTP 200').waitFor()
    await page.getByText('globex-7').first().waitFor()
    await page.getByText('Reads by the vendor (1)').waitFor()
    const body = page.getByRole('region', { name: 'Event as the vendor reads it' })
    const json: unknown = JSON.parse(await body.innerText())
    expect(json).toEqual(vendor.events.at(-1))
    await page.getByRole('button', { name: 'XML' }).click()
    await body.getByText('<type>SUBSCRIPTION_ORDER</type>').waitFor()
  })

  it('show the request with a later result, and who was refused', async () => {
    const { api, product, vendor } = await aMarketplace('shop-11')
    const token = await anOrder(api, { product, company: later, status: 'pending' })
    await fetch(`${fixture.router.url}/api/integration/v1/events/${token}`)
    await vendor.sendResult(vendor.eventUrl(), { success: true, accountIdentifier: 'globex-8' })
    const page = await fixture.signedIn('manager@shop-11', `/#/integration-events/${token}`)

    await page.getByText('Taken: HTTP 200').waitFor()
    await page
      .getByRole('region', { name: 'Request body' })
      .getByText(/globex-8/)
      .waitFor()
    await page.getByText('Refused requests (1)').waitFor()
    await page.getByText(/oauth_consumer_key is missing/).waitFor()
  })

  it('are resolved with a note, and sent again', async () => {
    const { api, product } = await aMarketplace('shop-7')
    const token = await anOrder(api, { product, company: later, status: 'pending' })
    const page = await fixture.signedIn('manager@shop-7', `/#/integration-events/${token}`)
    await page.getByText(/^Pending for/).waitFor()

    await page.getByRole('button', { name: 'Resolve' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Fail it' }).check()
    await dialog.getByRole('button', { name: 'Resolve' }).click()
    await dialog.getByText('Is required').waitFor()
    await dialog.getByRole('textbox', { name: 'Note' }).fill('Cancelled on the phone')
    await dialog.getByRole('button', { name: 'Resolve' }).click()
    await page.getByText('The event has failed.').waitFor()
    await page.getByText('Cancelled on the phone').first().waitFor()

    const sendAgain = page.getByRole('button', { name: 'Send again' })
    await clickTwice(sendAgain)
    await page.getByText('A new event was created.').waitFor()
    await page.getByRole('link', { name: 'View event' }).click()
    await page.getByText('Cancelled on the phone').first().waitFor()
    await page.goto('/#/audit')
    await page.getByRole('row').filter({ hasText: 'Integration event resolved' }).waitFor()
    await page.getByRole('row').filter({ hasText: 'Integration event sent again' }).waitFor()
  })

  it('are tried out as tests; others must be confirmed', async () => {
    const { vendor } = await aMarketplace('shop-8')
    const page = await fixture.signedIn('manager@shop-8', '/#/integration-events/new')
    const send = page.getByRole('button', { name: 'Send event' })

    await page.getByRole('radio', { name: /^None/ }).check()
    await send.click()
    await page.getByText('Confirm that the vendor may act on the event.').waitFor()
    expect(vendor.requests).toHaveLength(0)
    await page.getByRole('radio', { name: /^STATELESS/ }).check()
    await choose(page, 'Type', 'User assignment')
    await page.waitForTimeout(600) // the form takes a second click for a double-click
    await send.click()

    await page.getByRole('heading', { name: 'User assignment', level: 1 }).waitFor()
    await page.getByText('This is a test event').waitFor()
    expect(vendor.events).toMatchObject([{ type: 'USER_ASSIGNMENT', flag: 'STATELESS' }])
  })

  it('show a developer the vendor’s own, and nothing else', async () => {
    const { api, product } = await aMarketplace('shop-9')
    await aProduct(api, { id: 'other', name: 'Other product', vendor: 'initech' })
    const token = await anOrder(api, { product, company: later, status: 'pending' })
    const page = await fixture.signedIn('developer/globex@shop-9', '/')
    await page.getByRole('link', { name: 'Globex CRM' }).waitFor()

    const side = page.getByRole('navigation', { name: 'Side navigation' })
    expect(await side.getByRole('link').allInnerTexts()).toEqual([
      'Postrider',
      'Products',
      'Integration events',
      'API reference',
    ])
    expect(await page.getByText('Other product').count()).toBe(0)
    expect(await page.getByRole('button', { name: 'Create product' }).count()).toBe(0)
    await page.goto('/#/webhooks')
    await page.getByText('Your role does not allow this.').waitFor()
    await page.goto(`/#/integration-events/${token}`)
    await page.getByText(/^Pending for/).waitFor()
    expect(await page.getByRole('button', { name: 'Resolve' }).count()).toBe(0)
    await page.goto('/#/products/other')
    await page.getByText('Not found').first().waitFor()
    await page.goto(`/#/products/${product}`)
    await page.getByRole('link', { name: 'Edit integration' }).waitFor()
    expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0)
  })

  it('show a viewer no control that changes anything', async () => {
    const { api, product } = await aMarketplace('shop-10')
    const token = await anOrder(api, { product, company: failing, status: 'failed' })
    const page = await fixture.signedIn('viewer@shop-10', '/#/products')
    const controls = page.getByRole('main').getByRole('button', {
      name: /create|publish|test|rotate|issue|edit|delete|resolve|send|try/i,
    })

    await page.getByRole('link', { name: 'Globex CRM' }).waitFor()
    expect(await controls.count()).toBe(0)
    await page.goto(`/#/products/${product}`)
    await page.getByText('Credentials of the vendor').waitFor()
    expect(await controls.count()).toBe(0)
    await page.goto(`/#/integration-events/${token}`)
    await page.getByText('USER_ALREADY_EXISTS').first().waitFor()
    expect(await controls.count()).toBe(0)
  })
})

async function createProduct(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create product' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Create product' }).click()
  expect(await dialog.getByText('Is required').count()).toBe(2)
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Globex CRM')
  await dialog.getByRole('textbox', { name: 'Vendor' }).fill('globex')
  await dialog.getByRole('button', { name: 'Create product' }).click()
  await page.getByText('Product “Globex CRM” was created.').waitFor()
}

/** Issues credentials on the page, and signs the vendor in with them. */
async function issueCredentials(page: Page, vendor: Vendor): Promise<void> {
  await page.getByRole('button', { name: 'Issue credentials' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Issue credentials' }).click()
  await page.getByText('Copy the secret now').waitFor()
  const key = await page.getByRole('region', { name: 'Consumer key' }).innerText()
  const secret = await page.getByRole('region', { name: 'Consumer secret' }).innerText()
  await page.getByRole('button', { name: 'Done' }).click()
  vendor.signIn({ type: 'OAUTH1', key, secret }, new URL(page.url()).origin)
}
