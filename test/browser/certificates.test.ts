import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'
import * as z from 'zod'

import { makeCertificates } from '../support/certificates.ts'
import { aFixture } from './support/fixture.ts'
import { fillRequired } from './support/forms.ts'

const folder = '.work/screenshots'
const { ca, client, expiring } = makeCertificates()

const Webhook = z.looseObject({
  id: z.string(),
  authentication: z.looseObject({
    clientKey: z.object({ publicKey: z.looseObject({ kid: z.string() }), certificate: z.string() }),
  }),
})

describe('The form of a webhook', () => {
  const fixture = aFixture()

  const storedIn = async (marketplace: string) => {
    const { body } = await fixture.router.as('manager', marketplace)('GET', '/webhooks')
    return z.object({ items: z.tuple([z.looseObject({ id: z.string() })]) }).parse(body).items[0]
  }

  it('sets a key pair, a client certificate and authorities, and keeps them', async () => {
    const page = await aForm('manager@shop-1')
    await page.getByRole('radio', { name: 'OAuth2 (Client Credentials)', exact: true }).check()
    await page.getByRole('textbox', { name: 'Access token URI' }).fill('https://id.example.com/t')
    await page.getByRole('textbox', { name: 'Client ID' }).fill('client-1')
    await page.getByRole('radio', { name: /^With a key pair/ }).check()
    expect(await page.getByRole('textbox', { name: 'Client secret' }).count()).toBe(0)
    await fillCertificate(page, client)
    await page.getByLabel(/^Certificate authorities –/).fill(ca)
    await page.getByLabel(/^Certificate authorities for the token endpoint/).fill(ca)
    await shoot(page, 'certificates-form')
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was created/).waitFor()

    const before = Webhook.parse(await storedIn('shop-1'))
    expect(before).toMatchObject({
      clientCertificate: { subject: 'CN=receiver' },
      certificateAuthorities: [{ subject: expect.stringMatching(/^CN=Authority/) }],
      tokenCertificateAuthorities: [{}],
    })
    const { publicKey, certificate } = before.authentication.clientKey
    await page.goto(`/#/webhooks/${before.id}?tab=settings`)
    await page.getByText(publicKey.kid).waitFor()
    await page.getByText('CN=receiver').waitFor()
    expect(await page.getByText(/^CN=Authority/).count()).toBe(2)
    expect(await page.getByText(/expires at/).count()).toBe(0)
    await shoot(page, 'certificates-shown')
    await page.getByRole('button', { name: 'Copy public key (JWK): Current key' }).click()
    await page.getByText('Copied').first().waitFor()
    expect(JSON.parse(await copied(page))).toEqual(publicKey)
    await page.getByRole('button', { name: 'Copy certificate (PEM): Current key' }).click()
    await page.getByText('Copied').last().waitFor()
    expect(await copied(page)).toBe(certificate)

    await page.goto(`/#/webhooks/${before.id}/edit`)
    await page.getByRole('textbox', { name: 'Description' }).fill('The CRM')
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    const keeps = page.getByPlaceholder('Leave empty to keep what is stored.')
    await keeps.first().waitFor()
    expect(await keeps.count()).toBe(4)
    await shoot(page, 'certificates-edit')
    await page.getByLabel('Remove what is stored: Certificate authorities', { exact: true }).check()
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was (saved|changed)/).waitFor()

    const { certificateAuthorities, ...kept } = before as Record<string, unknown>
    const after = await storedIn('shop-1')
    expect(after).not.toHaveProperty('certificateAuthorities')
    expect(after).toMatchObject({
      description: 'The CRM',
      authentication: before.authentication,
      clientCertificate: kept['clientCertificate'],
      tokenCertificateAuthorities: kept['tokenCertificateAuthorities'],
    })
  })

  it('shows the error of a certificate at its field', async () => {
    const page = await aForm('manager@shop-2')
    await fillCertificate(page, { cert: client.cert, key: expiring.key })
    expect(await page.getByLabel(/for the token endpoint/).count()).toBe(0)

    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(/is not the key of the certificate/i).waitFor()
  })

  it('has a webhook warn of a certificate that expires within 30 days', async () => {
    const page = await aForm('manager@shop-3')
    await fillCertificate(page, expiring)
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByText(/^Webhook .* was created/).waitFor()

    await page.goto(`/#/webhooks/${(await storedIn('shop-3')).id}`)

    await page.getByText(/^The client certificate \(CN=receiver\) expires at 20/).waitFor()
    await shoot(page, 'certificates-expiring')
  })

  async function aForm(user: string): Promise<Page> {
    const page = await fixture.signedIn(user, '/#/webhooks/new')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await fillRequired(page, { url: 'https://crm.example.com/hooks' })
    await page.getByRole('button', { name: 'Advanced settings' }).click()
    return page
  }
})

async function fillCertificate(page: Page, { cert, key }: typeof client): Promise<void> {
  await page.getByLabel(/^Client certificate –/).fill(cert)
  await page.getByLabel(/^Private key of the client certificate/).fill(key)
}

function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

/** At the width of a desk and of a phone. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
}
