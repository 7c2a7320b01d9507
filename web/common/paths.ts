/** The routes; `href()` makes a link of one. */
export const paths = {
  overview: '/overview',
  webhooks: '/webhooks',
  newWebhook: '/webhooks/new',
  newWebhookFor: (eventType: string) => `/webhooks/new?event=${encodeURIComponent(eventType)}`,
  copyWebhook: (id: string) => `/webhooks/new?copy=${encodeURIComponent(id)}`,
  webhook: (id: string) => `/webhooks/${encodeURIComponent(id)}`,
  editWebhook: (id: string) => `/webhooks/${encodeURIComponent(id)}/edit`,
  receiver: (id: string) => `/webhooks/${encodeURIComponent(id)}/receiver`,
  log: '/log',
  delivery: (id: string) => `/log/${encodeURIComponent(id)}`,
  newEvent: '/events/new',
  events: '/events',
  event: (uuid: string) => `/events/${encodeURIComponent(uuid)}`,
  eventTypes: '/event-types',
  eventType: (name: string) => `/event-types/${encodeURIComponent(name)}`,
  mail: '/mail',
  oneMail: (id: string) => `/mail/${encodeURIComponent(id)}`,
  audit: '/audit',
  apiKeys: '/api-keys',
  products: '/products',
  product: (id: string) => `/products/${encodeURIComponent(id)}`,
  editIntegration: (id: string) => `/products/${encodeURIComponent(id)}/integration/edit`,
  integrationEvents: '/integration-events',
  newIntegrationEvent: '/integration-events/new',
  integrationEvent: (token: string) => `/integration-events/${encodeURIComponent(token)}`,
}

export function href(path: string): string {
  return `#${path}`
}
