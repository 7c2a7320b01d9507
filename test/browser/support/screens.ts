import type { Page } from 'playwright-core'
import * as z from 'zod'

import type { Answer } from '../../support/receiver.ts'
import type { Api } from '../../support/router.ts'
import { anApiKey } from './api-keys.ts'
import type { Fixture } from './fixture.ts'
import { someIntegrationEvents } from './integration.ts'
import { aMailAbout } from './mails.ts'
import { aWebhook, deliveriesOf, publish } from './webhooks.ts'

/** A screen: its file name, its path, and a check that it is drawn. */
export type Screen = { name: string; path: string; drawn: (page: Page) => Promise<void> }

/** All screens, of a marketplace with webhooks and deliveries. */
export async function someScreens(fixture: Fixture, marketplace: string): Promise<Screen[]> {
  const api = fixture.router.as('manager', marketplace)
  const receiver = await fixture.receiver(respond)
  const at = (path: string) => `${receiver.url}/${path}`
  const crm = await aWebhook(api, {
    ...{ url: at('crm'), description: 'For the CRM', authentication },
    notify: ['crm-team@example.com'],
  })
  const down = await aWebhook(api, { url: at('down'), retryWaitsSeconds: [] })
  const idle = await aWebhook(api, { url: at('billing'), resource: 'INVOICE', actions: ['ADDED'] })
  await Promise.all([publish(api), publish(api), publish(api)])
  await publish(api, { type: 'USER' })
  await deliveriesOf(api, crm, { status: 'successful', count: 3 })
  const [failed = ''] = await deliveriesOf(api, down, { status: 'failed', count: 3 })
  await api('POST', `/webhooks/${idle}/disable`)
  await someApiKeys(api)
  const { pending, failed: failedEvent } = await someIntegrationEvents(fixture, api)
  const mail = await aMailAbout(api, { integrationEvent: failedEvent })
  const { body } = await api('GET', `/deliveries/${failed}`)
  const { event } = z.object({ event: z.object({ uuid: z.string() }) }).parse(body)

  return [
    screen('webhooks', '/webhooks', '100% of 3 attempts|0% of 3|Paused|Failing'),
    screen('webhook', `/webhooks/${crm}`, 'View all in event log'),
    screen('webhook-failing', `/webhooks/${down}`, 'attempts failed|next probe'),
    screen('webhook-settings', `/webhooks/${crm}?tab=settings`, 'Revealed'),
    screen('webhook-audit', `/webhooks/${crm}?tab=audit`, 'Created'),
    screen('add-webhook', '/webhooks/new', 'Authentication type'),
    screen('edit-webhook', `/webhooks/${crm}/edit`, 'Token stays in use'),
    screen('receiver', `/webhooks/${crm}/receiver`, 'timingSafeEqual'),
    screen('copy-webhook', `/webhooks/new?copy=${crm}`, 'Authentication type'),
    screen('log', '/log', 'Subscription added'),
    screen('delivery', `/log/${failed}`, 'View event and all its deliveries'),
    screen('events', '/events', 'No webhook wanted it'),
    screen('publish-event', '/events/new', '2 webhooks match'),
    screen('event', `/events/${event.uuid}`, 'Request body'),
    screen('event-types', '/event-types', 'order.changed'),
    screen('event-type', '/event-types/order.changed', 'orderLines\\[\\].price'),
    screen('mail', '/mail', 'Not sent: no mail server'),
    screen('one-mail', `/mail/${mail}`, 'You get this mail'),
    screen('mail-settings', '/mail?tab=settings', 'Product event failure'),
    screen('mail-suppressed', '/mail?tab=suppressed', 'No suppressed addresses'),
    screen('overview', '/overview', 'Webhooks that need attention'),
    screen('audit', '/audit', 'API key created'),
    screen('api-keys', '/api-keys', 'in 7 days'),
    screen('products', '/products', 'Globex CRM'),
    screen('product', '/products/crm', 'Credentials of the vendor'),
    screen('edit-integration', '/products/crm/integration/edit', 'Interactive endpoints'),
    screen('set-up-integration', '/products/drive/integration/edit', 'Interactive endpoints'),
    screen('integration-events', '/integration-events', 'USER_ALREADY_EXISTS'),
    screen('integration-event', `/integration-events/${failedEvent}`, 'OAuth|"type"'),
    screen('integration-event-pending', `/integration-events/${pending}`, 'Pending for'),
    screen('try-integration-event', '/integration-events/new', 'STATELESS'),
    screen('nowhere', '/nowhere', 'Page not found'),
  ]
}

const authentication = { type: 'TOKEN', token: 's3cret', header: 'Authorization', prefix: 'Bearer' }

/** One of the two systems is down. */
const respond: Answer = (response, _, { path }) => {
  const isDown = path === '/down'
  response.writeHead(isDown ? 503 : 200, { 'content-type': 'application/json' })
  response.end(isDown ? '{"error":"maintenance"}' : '{"taken":true}')
}

async function someApiKeys(api: Api): Promise<void> {
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  await anApiKey(api, { name: 'ERP' })
  await anApiKey(api, { name: 'Reports', role: 'viewer', expiresAt: inDays(7.5) })
  await anApiKey(api, { name: 'Provisioning', role: 'manager', expiresAt: inDays(365) })
}

function screen(name: string, path: string, marker: string): Screen {
  return {
    name,
    path: `/#${path}`,
    drawn: async (page) => {
      const found = page.getByText(new RegExp(marker)).filter({ visible: true })
      await found.first().waitFor()
      await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'hidden' })
    },
  }
}
