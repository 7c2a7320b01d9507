import { describe, expect, it } from '@jest/globals'
import type { Page } from 'playwright-core'

import { numberedTokens, startTokenServer } from '../support/misbehaving-token-server.ts'
import { fillWhat } from './support/forms.ts'
import { aPlace } from './support/fixture.ts'

describe('A webhook that is added with the form', () => {
  const place = aPlace()

  /** Adds a webhook to a receiver of its own, as `fill` authenticates it, and tells it of an event. */
  const added = async (user: string, type: string, fill: (page: Page) => Promise<void>) => {
    const receiver = await place.receiver()
    const page = await place.signedIn(user)
    await page.getByRole('link', { name: 'Add webhook' }).first().click()
    await fillWhat(page, receiver)
    await page.getByRole('radio', { name: type, exact: true }).check()
    await fill(page)
    await page.getByRole('button', { name: 'Save webhook' }).click()

    await page.getByText(`The webhook to ${receiver.url} was created.`).waitFor()
    const row = page.getByRole('row').filter({ hasText: receiver.url })
    const shown = (await row.innerText()).replace(/\s+/g, ' ')
    await publishHere(page)
    return { receiver, page, shown, sent: receiver.requests.map(({ headers }) => headers) }
  }

  /** Publishes the sample, and follows it until it is delivered. */
  const publishHere = async (page: Page) => {
    await page.getByRole('link', { name: 'Try an event' }).click()
    await page.getByText('1 webhook wants this.').waitFor()
    await page.getByRole('button', { name: 'Publish event' }).click()
    await page.getByText('Its one delivery has ended.').waitFor()
    await page.getByRole('link', { name: 'Event log' }).first().click()
    const row = page.getByRole('row').filter({ hasText: 'Subscription added' })
    await row.getByText('Successful').waitFor()
  }

  it('carries the signature alone with the type None', async () => {
    const { sent, shown } = await added('manager@shop-1', 'None', () => Promise.resolve())

    expect(shown).toMatch(/Healthy .* Subscription Added/)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toHaveProperty('webhook-signature')
    expect(sent[0]).not.toHaveProperty('authorization')
  })

  it('carries the token after its prefix, in its header', async () => {
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
  ])('carries an access token with OAuth2 (%s)', async (type, user, grant) => {
    const server = await startTokenServer(numberedTokens())
    place.afterwards(server.close)

    const { sent } = await added(user, `OAuth2 (${type})`, async (form) => {
      await form.getByRole('textbox', { name: 'Access token URI' }).fill(server.url)
      await form.getByRole('textbox', { name: 'Client id' }).fill('client-1')
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
})
