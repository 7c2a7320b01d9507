/** Where everything is, as hash routes; `href()` makes one of them a link. */
export const places = {
  webhooks: '/webhooks',
  newWebhook: '/webhooks/new',
  webhook: (id: string) => `/webhooks/${encodeURIComponent(id)}`,
  editWebhook: (id: string) => `/webhooks/${encodeURIComponent(id)}/edit`,
  log: '/log',
  delivery: (id: string) => `/log/${encodeURIComponent(id)}`,
  newEvent: '/events/new',
  event: (uuid: string) => `/events/${encodeURIComponent(uuid)}`,
  audit: '/audit',
}

/** The link to a place. */
export function href(place: string): string {
  return `#${place}`
}
