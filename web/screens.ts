import './app/failed-styles.ts' // before any style sheet is loaded
import type { ScreenCode } from './app/screen-code.ts'

type Load = () => Promise<ScreenCode>

export type Screens = Readonly<Record<string, Load>>

/** The code of each screen of webhooks, by its path. */
export const webhookScreens = {
  overview: () => import('./overview/overview-screen.tsx'),
  webhooks: () => import('./webhooks/table/webhooks-screen.tsx'),
  'webhooks/new': () => import('./webhooks/form/add-screen.tsx'),
  'webhooks/:id': () => import('./webhooks/detail/webhook-screen.tsx'),
  'webhooks/:id/edit': () => import('./webhooks/form/edit-screen.tsx'),
  'webhooks/:id/receiver': () => import('./webhooks/receiver/receiver-screen.tsx'),
  log: () => import('./log/log-screen.tsx'),
  'log/:id': () => import('./log/delivery-screen.tsx'),
  events: () => import('./events/list/events-screen.tsx'),
  'events/new': () => import('./events/publish-screen.tsx'),
  'events/:uuid': () => import('./events/event-screen.tsx'),
  'event-types': () => import('./event-types/event-types-screen.tsx'),
  'event-types/:name': () => import('./event-types/event-type-screen.tsx'),
  mail: () => import('./mail/mails-screen.tsx'),
  'mail/:id': () => import('./mail/mail-screen.tsx'),
  audit: () => import('./audit/audit-screen.tsx'),
  'api-keys': () => import('./api-keys/api-keys-screen.tsx'),
} satisfies Screens

/** The screens of products and their integrations, which developers see too. */
export const integrationScreens = {
  products: () => import('./integration/products/products-screen.tsx'),
  'products/:id': () => import('./integration/product/product-screen.tsx'),
  'products/:id/integration/edit': () => import('./integration/form/integration-screen.tsx'),
  'integration-events': () => import('./integration/events/events-screen.tsx'),
  'integration-events/new': () => import('./integration/trigger/trigger-screen.tsx'),
  'integration-events/:token': () => import('./integration/event/event-screen.tsx'),
} satisfies Screens

/** The screens that are visited next, from the first one. */
export const nextScreens: readonly Load[] = [
  webhookScreens.webhooks,
  webhookScreens['webhooks/:id'],
  webhookScreens['webhooks/new'],
  webhookScreens.log,
]

/** Starts to load the code of the screen at an address of the page, such as `#/log?status=failed`. */
export function loadScreenAt(hash: string): void {
  const path = /^#\/([^?]*)/.exec(hash)?.[1] ?? ''
  const found = Object.entries({ ...webhookScreens, ...integrationScreens }).find(([pattern]) =>
    new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`).test(path),
  )
  void found?.[1]().catch(() => undefined) // the router loads it again, and reports errors
}
