/** The groups of operations, in reading order for newcomers. */
export const tags = {
  Webhooks: 'Which events are sent where, and how requests are authenticated.',
  'Signing secret':
    'Every request to a receiver is signed per Standard Webhooks. Receivers verify it with this secret.',
  Tests: 'Send a test event to a webhook.',
  Deliveries:
    'The event log: a delivery is one event for one webhook, with every attempt. Deliveries are stored for 90 days by default.',
  Recoveries: 'Send the failed or skipped deliveries of a time range again.',
  Events: 'Publish events, for producers without access to the event bus.',
  Products:
    'What vendors sell, and how each vendor is reached: its endpoints, and the credentials of both sides.',
  'Integration events':
    'The vendor of a product is asked to provision, change or cancel, and answers immediately or later. Events are stored for a year after they ended.',
  Vendors:
    'What the programs of vendors call, and where the customer’s browser passes. These paths take no token of the management API. Programs read an integration event, send its result, and get access tokens. After ten refusals, an address has to wait.',
  'API keys':
    'Bearer tokens of programs, with the role that you choose, until they expire or are revoked.',
  'Portal links':
    'Open the page in another site, without a sign-in, for as long as a session lasts. A session neither creates nor revokes links and API keys, and issues no credentials to vendors.',
  Audit: 'Who did what, and when. Entries are stored for 400 days.',
  Mail: 'Which mails the router sends about webhooks and integration events, and their outcome. Mails are stored for 90 days.',
  Marketplaces: 'Registered and listed by operators, whose tokens belong to no marketplace.',
  Catalogue: 'The resources of a marketplace and their actions.',
  Router: 'The router itself, and the caller.',
} as const

export type TagName = keyof typeof tags
