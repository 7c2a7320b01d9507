import * as z from 'zod'
import type { Page } from 'playwright-core'

import type { Answer } from '../../support/receiver.ts'
import type { Place } from './fixture.ts'
import { aWebhook, deliveriesOf, publish } from './webhooks.ts'

/** One screen: what its files are called, where it is, and what is there once it is drawn. */
export type Screen = { name: string; path: string; drawn: (page: Page) => Promise<void> }

/** Every screen, in a marketplace where something has happened. */
export async function someScreens(place: Place, marketplace: string): Promise<Screen[]> {
  const api = place.router.as('manager', marketplace)
  const receiver = await place.receiver(unsteady)
  const at = (path: string) => `${receiver.url}/${path}`
  const crm = await aWebhook(api, { url: at('crm'), description: 'For the CRM', authentication })
  const down = await aWebhook(api, { url: at('down'), retryWaitsSeconds: [] })
  const idle = await aWebhook(api, { url: at('billing'), resource: 'INVOICE', actions: ['ADDED'] })
  await Promise.all([publish(api), publish(api), publish(api)])
  await deliveriesOf(api, crm, { status: 'successful', count: 3 })
  const [failed = ''] = await deliveriesOf(api, down, { status: 'failed', count: 3 })
  await api('POST', `/webhooks/${idle}/disable`)
  const { body } = await api('GET', `/deliveries/${failed}`)
  const { event } = z.object({ event: z.object({ uuid: z.string() }) }).parse(body)

  return [
    screen('webhooks', '/webhooks', '3 of 3|0% of 3|Circuit open|Failing'),
    screen('webhook', `/webhooks/${crm}`, 'Show all in the event log'),
    screen('webhook-failing', `/webhooks/${down}`, 'attempts failed|asked again'),
    screen('webhook-settings', `/webhooks/${crm}?tab=settings`, 'Looked at'),
    screen('webhook-audit', `/webhooks/${crm}?tab=audit`, 'Created'),
    screen('add-webhook', '/webhooks/new', 'Authentication type'),
    screen('edit-webhook', `/webhooks/${crm}/edit`, 'Token stays as it is'),
    screen('log', '/log', 'Subscription added'),
    screen('delivery', `/log/${failed}`, 'Show the event and all its deliveries'),
    screen('try-event', '/events/new', '2 webhooks want this'),
    screen('event', `/events/${event.uuid}`, 'What receivers get'),
    screen('audit', '/audit', 'Disabled'),
    screen('nowhere', '/nowhere', 'There is nothing here'),
  ]
}

const authentication = { type: 'TOKEN', token: 's3cret', header: 'Authorization', prefix: 'Bearer' }

/** One of its two systems is down. */
const unsteady: Answer = (response, _, { path }) => {
  const isDown = path === '/down'
  response.writeHead(isDown ? 503 : 200, { 'content-type': 'application/json' })
  response.end(isDown ? '{"error":"maintenance"}' : '{"taken":true}')
}

function screen(name: string, path: string, sign: string): Screen {
  return {
    name,
    path: `/#${path}`,
    drawn: async (page) => {
      const shown = page.getByText(new RegExp(sign)).filter({ visible: true })
      await shown.first().waitFor()
      await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'hidden' })
    },
  }
}
