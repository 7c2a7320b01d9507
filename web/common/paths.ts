/** The routes; `href()` makes a link of one. */
export const paths = {
  webhooks: '/webhooks',
  newWebhook: '/webhooks/new',
  webhook: (id: string) => `/webhooks/${encodeURIComponent(id)}`,
  editWebhook: (id: string) => `/webhooks/${encodeURIComponent(id)}/edit`,
  log: '/log',
  delivery: (id: string) => `/log/${encodeURIComponent(id)}`,
  newEvent: '/events/new',
  event: (uuid: string) => `/events/${encodeURIComponent(uuid)}`,
  audit: '/audit',
  apiKeys: '/api-keys',
}

export function href(path: string): string {
  return `#${path}`
}
