import { afterEach, describe, expect, it } from '@jest/globals'

import { anEvent } from '../support/builders.ts'
import { eventually } from '../support/eventually.ts'
import { anIntegrationEvent } from '../support/integration-events.ts'
import { journeyWorlds } from '../support/journey-world.ts'
import { aMailServer, type MailServer } from '../support/mail-server.ts'
import type { Api } from '../support/router.ts'
import { aVendor, type Vendor } from '../support/vendor.ts'

const credential = { type: 'OAUTH1', key: 'unused', secret: 'unused' }

describe('Mail', () => {
  const aWorld = journeyWorlds()
  const servers: MailServer[] = []
  const vendors: Vendor[] = []

  afterEach(async () => {
    for (const server of servers.splice(0)) server.close()
    for (const vendor of vendors.splice(0)) await vendor.close()
  })

  async function withServer(options: Parameters<typeof aMailServer>[0] = {}) {
    const server = await aMailServer(options)
    servers.push(server)
    return server
  }

  /** A product whose vendor is called without a signature, and does not read the event. */
  async function addProduct(api: Api, status: number, body: object) {
    const vendor = await aVendor(() => ({ status, body }))
    vendor.signIn(credential, vendor.url)
    vendors.push(vendor)
    await api('POST', '/products', { id: 'product-1', name: 'CRM', vendor: 'globex' })
    const set = await api('PUT', '/products/product-1/integration', {
      endpoints: { DEFAULT: `${vendor.url}/events?url={eventUrl}` },
      authentication: { type: 'BASIC', username: 'router', password: 's3cret' },
      notificationEmail: 'ops@globex.example',
    })
    expect(set.status).toBe(200)
  }

  it('goes to the vendor whose event failed, and is in the log of mails', async () => {
    const server = await withServer()
    const { api, router } = await aWorld({ mailPort: server.port })
    const message = 'No such account, card 4111 1111 1111 1111'
    await addProduct(api, 200, { success: false, errorCode: 'ACCOUNT_NOT_FOUND', message })

    await api('POST', '/integration-events?wait=true', anIntegrationEvent())

    await eventually(() => {
      expect(server.received).toMatchObject([
        { from: 'router@example.com', to: ['ops@globex.example'] },
      ])
    })
    const { text = '' } = server.received[0] ?? {}
    expect(text).toContain('Subject: CRM: subscription order failed')
    expect(text).toContain('ACCOUNT_NOT_FOUND')
    expect(text).not.toContain('4111')
    expect(text).toContain(router.url)
    await eventually(async () => {
      expect(await api('GET', '/mails')).toMatchObject({
        body: { items: [{ kind: 'PRODUCT_EVENT_FAILURE', status: 'sent' }] },
      })
    })
  })

  it('goes to the customer whose change takes longer, when the marketplace wants that', async () => {
    const server = await withServer()
    const { api } = await aWorld({ mailPort: server.port })
    await addProduct(api, 202, { success: true })
    const change = { ...anIntegrationEvent('SUBSCRIPTION_CHANGE'), mode: 'SELF_SERVICE' }
    await api('PATCH', '/mail-settings', { subscriptionChangeInProgress: true })

    await api('POST', '/integration-events', { ...change, subscription: 'subscription-1' })

    await eventually(() => {
      expect(server.received).toMatchObject([{ to: ['ada@example.com'] }])
    })
    expect(server.received[0]?.text).toContain('Subject: Your change of CRM is in progress')
  })

  it('goes to the addresses of a webhook that the router disabled', async () => {
    const server = await withServer()
    const { api, receiver } = await aWorld({
      mailPort: server.port,
      answer: (response) => response.writeHead(410).end(),
    })
    const notify = ['crm@example.com', 'erp@example.com']
    const created = await api('POST', '/webhooks', {
      url: receiver.url,
      events: ['*'],
      description: 'CRM',
      notify,
    })
    expect(created).toMatchObject({ status: 201, body: { notify } })

    await api('POST', '/events', anEvent())

    await eventually(() => {
      expect(server.received.flatMap(({ to }) => to).toSorted()).toEqual(notify)
    })
    expect(server.received[0]?.text).toContain('Subject: Webhook is disabled: CRM')
  })

  it('is stored for the page when there is no mail server', async () => {
    const { api } = await aWorld()
    await addProduct(api, 500, {})

    await api('POST', '/integration-events?wait=true', anIntegrationEvent())

    await eventually(async () => {
      expect(await api('GET', '/mails')).toMatchObject({
        body: { items: [{ to: 'ops@globex.example', status: 'stored' }] },
      })
    })
  })

  it('holds nothing up while the mail server hangs', async () => {
    const server = await withServer({ onConnect: () => undefined })
    const { api, receiver } = await aWorld({ mailPort: server.port })
    await addProduct(api, 500, {})
    await api('POST', '/webhooks', { url: receiver.url, events: ['*'] })

    const ended = await api('POST', '/integration-events?wait=true', anIntegrationEvent())

    expect(ended).toMatchObject({ status: 200, body: { status: 'failed' } })
    await eventually(() => {
      expect(receiver.requests).toHaveLength(1)
    })
    await eventually(async () => {
      expect(await api('GET', '/mails')).toMatchObject({ body: { items: [{ status: 'sending' }] } })
    })
  })
})
