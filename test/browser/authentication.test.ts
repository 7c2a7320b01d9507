import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import {
  numberedTokens,
  startTokenServer,
  tokenBehaviours,
} from '../support/misbehaving-token-server.ts'
import { aFixture } from './support/fixture.ts'
import { fillRequired } from './support/forms.ts'

describe('A webhook that is added with the form', () => {
  const fixture = aFixture()

  /**
   * Adds a webhook with a receiver of its own, authenticated by `fill`, and publishes an event to
   * it.
   */
  const added = async (user: string, type: string, fill: (page: Page) => Promise<void>) => {
    const receiver = await fixture.receiver()
    const page = await fixture.signedIn(user)
    await page.getByRole('link', { name: 'Add webhook' }).first().click()
    await fillRequired(page, receiver)
    await page.getByRole('radio', { name: type, exact: true }).check()
    await fill(page)
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`Webhook “${receiver.url}” was created.`).waitFor()
    await page.getByRole('link', { name: 'View all webhooks' }).click()
    const row = page.getByRole('row').filter({ hasText: receiver.url })
    const rowText = (await row.innerText()).replace(/\s+/g, ' ')
    await publishHere(page)
    return { receiver, page, rowText, sent: receiver.requests.map(({ headers }) => headers) }
  }

  /** Publishes the sample and waits until it is delivered. */
  const publishHere = async (page: Page) => {
    await page.getByRole('link', { name: 'Publish event' }).click()
    await page.getByText('1 webhook matches.').waitFor()
    await page.getByRole('button', { name: 'Publish event' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Publish event' }).click()
    await page.getByText('1 delivery finished').waitFor()
    await page.getByRole('link', { name: 'Event log', exact: true }).first().click()
    const row = page.getByRole('row').filter({ hasText: 'Subscription added' })
    await row.getByText('Successful').waitFor()
  }

  it('sends only a signature with the type None', async () => {
    const { sent, rowText } = await added('manager@shop-1', 'None', () => Promise.resolve())

    expect(rowText).toMatch(/Not tried yet .* Subscription Added/)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toHaveProperty('webhook-signature')
    expect(sent[0]).not.toHaveProperty('authorization')
  })

  it('sends the token with its prefix in its header', async () => {
    const { sent, page } = await added('manager@shop-2', 'Token', async (form) => {
      await form.getByRole('textbox', { name: 'Token' }).fill('s3cret')
      await form.getByLabel(/^Header/).fill('X-Key')
      await form.getByLabel(/^Prefix/).fill('Key')
    })

    expect(sent).toMatchObject([{ 'x-key': 'Key s3cret' }])
    expect((await page.content()).includes('s3cret')).toBe(false)
  })

  it.each([
    ['Resource Owner Password', 'manager@shop-3', 'password'],
    ['Client Credentials', 'manager@shop-4', 'client_credentials'],
  ])('sends an access token with OAuth2 (%s)', async (type, user, grant) => {
    const server = await startTokenServer(numberedTokens())
    fixture.closeLater(server.close)

    const { sent } = await added(user, `OAuth2 (${type})`, async (form) => {
      await form.getByRole('textbox', { name: 'Access token URI' }).fill(server.url)
      await form.getByRole('textbox', { name: 'Client ID' }).fill('client-1')
      await form.getByRole('textbox', { name: 'Client secret' }).fill('s3cret')
      if (grant === 'password') {
        await form.getByRole('textbox', { name: 'Username' }).fill('user-1')
        await form.getByRole('textbox', { name: 'Password' }).fill('pa55word')
      }
    })

    expect(sent).toMatchObject([{ authorization: 'Bearer token-1' }])
    expect(server.requests.map(({ body }) => new URLSearchParams(body).get('grant_type'))).toEqual([
      grant,
    ])
  })

  it('shows the public key to register once a webhook with a key pair is saved', async () => {
    const receiver = await fixture.receiver()
    const page = await fixture.signedIn('manager@shop-6')
    await page.getByRole('link', { name: 'Add webhook' }).first().click()
    await fillRequired(page, receiver)
    await page.getByRole('radio', { name: 'OAuth2 (Client Credentials)', exact: true }).check()
    await page.getByRole('textbox', { name: 'Access token URI' }).fill('https://id.example.com/t')
    await page.getByRole('textbox', { name: 'Client ID' }).fill('client-1')
    await page.getByRole('radio', { name: /^With a key pair/ }).check()
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByRole('heading', { name: '3. Register the client key' }).waitFor()
    await page.getByRole('button', { name: 'Copy public key (JWK): Current key' }).click()

    await page.getByText('Copied').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(JSON.parse(copied)).toMatchObject({ kty: expect.any(String), kid: expect.any(String) })
    await page.getByRole('heading', { name: '4. Send a test' }).waitFor()
  })

  it('takes the client authentication that a test suggests with one click', async () => {
    const receiver = await fixture.receiver()
    const give = numberedTokens()
    const server = await startTokenServer((response, request) => {
      const isInBody = new URLSearchParams(request.body).has('client_secret')
      const answer = isInBody ? give : tokenBehaviours['answers 401 with a challenge']
      answer(response, request)
    })
    fixture.closeLater(server.close)
    const page = await fixture.signedIn('manager@shop-5')
    await page.getByRole('link', { name: 'Add webhook' }).first().click()
    await fillRequired(page, receiver)
    await page.getByRole('radio', { name: 'OAuth2 (Client Credentials)', exact: true }).check()
    await page.getByRole('textbox', { name: 'Access token URI' }).fill(server.url)
    await page.getByRole('textbox', { name: 'Client ID' }).fill('client-1')
    await page.getByRole('textbox', { name: 'Client secret' }).fill('s3cret')
    await page.getByRole('button', { name: 'Save webhook' }).click()
    await page.getByRole('link', { name: receiver.url }).first().click()
    await page.getByRole('button', { name: 'Send test' }).click()
    const dialog = page.getByRole('dialog')

    await dialog.getByRole('button', { name: 'Send test' }).click()
    await dialog
      .getByText('This server takes the client ID and secret in the request body.')
      .waitFor()
    await dialog.getByText('Access token request').waitFor()
    await dialog.getByRole('button', { name: 'Use this setting' }).click()
    await dialog.getByText('Saved. Send the test again.').waitFor()
    await dialog.getByRole('button', { name: 'Send test' }).click()

    await dialog.getByText('Delivered').waitFor()
    expect(receiver.requests).toHaveLength(1)
  })
})
