/** What the operations are about, in the order in which somebody new would read them. */
export const tags = {
  Webhooks: 'Where which notifications go, and how they are authenticated.',
  'Signing secret':
    'Every request to a receiver is signed, as Standard Webhooks has it. Receivers verify it with this secret.',
  Tests: 'Trying a webhook out without anything having happened.',
  Deliveries:
    'The event log: one delivery is one event on its way to one webhook, with every attempt. It is kept for 90 days.',
  Recoveries: 'Sending again what failed or was skipped in some time.',
  Events: 'Telling that something happened, for those who cannot put events on the bus.',
  Audit: 'Who did what to which webhook. It is kept for 400 days.',
  Catalogue: 'What can happen in a marketplace.',
  Router: 'About the router itself, and whoever asks it.',
} as const

export type TagName = keyof typeof tags
