import type { Templates } from './template.ts'

const types: Readonly<Record<string, string>> = {
  SUBSCRIPTION_ORDER: 'subscription order',
  SUBSCRIPTION_CHANGE: 'subscription change',
  SUBSCRIPTION_CANCEL: 'subscription cancellation',
  USER_ASSIGNMENT: 'user assignment',
  USER_UNASSIGNMENT: 'user unassignment',
}

/** The mails in English. A translation is a file with the same functions. */
export const english: Templates = {
  PRODUCT_EVENT_FAILURE: ({ product, marketplace, type, ...event }) => ({
    subject: `${product}: ${types[type] ?? type} failed`,
    paragraphs: [
      `A ${types[type] ?? type} of ${product} failed. It is not tried again automatically: a manager of ${marketplace} can send it again, or resolve it by hand.`,
    ],
    facts: [
      ['Event type', type],
      ['Event', event.event],
      ['Created', event.createdAt],
      ['Failed', event.at],
      ['Company', event.company],
      ['Account', event.account],
      ['Error code', event.errorCode],
      ['Message', event.message],
    ],
    link: { label: 'Open the integration events', path: '/integration-events' },
    footer: `You get this mail because it is the notification address of ${product} on ${marketplace}.`,
  }),

  SUBSCRIPTION_CHANGE_IN_PROGRESS: ({ product, marketplace, company }) => ({
    subject: `Your change of ${product} is in progress`,
    paragraphs: [
      `Your change of ${product} has been sent to its vendor, who completes it later. You need not do anything.`,
    ],
    facts: [['Company', company]],
    footer: `You get this mail because you changed a subscription on ${marketplace}.`,
  }),

  SUBSCRIPTION_CANCELLATION_IN_PROGRESS: ({ product, marketplace, company }) => ({
    subject: `Your cancellation of ${product} is in progress`,
    paragraphs: [
      `Your cancellation of ${product} has been sent to its vendor, who completes it later. Until then, the subscription stays as it is.`,
    ],
    facts: [['Company', company]],
    footer: `You get this mail because you cancelled a subscription on ${marketplace}.`,
  }),

  WEBHOOK_FAILING: (webhook) => ({
    subject: `Webhook is failing: ${webhook.name}`,
    paragraphs: [
      `Every delivery of this webhook has failed since ${webhook.failingSince}. Its events are stored, and their deliveries are tried again. If it still fails on ${webhook.disablesAt ?? 'a later day'}, the webhook is disabled.`,
    ],
    facts: webhookFacts(webhook),
    link: { label: 'Open the webhook', path: `/webhooks/${webhook.id}` },
    footer: footerOf(webhook.marketplace),
  }),

  WEBHOOK_DISABLED: (webhook) => ({
    subject: `Webhook is disabled: ${webhook.name}`,
    paragraphs: [
      `Every delivery of this webhook has failed since ${webhook.failingSince}, and it is disabled now. Its events are stored: when you enable the webhook, you can have them delivered.`,
    ],
    facts: webhookFacts(webhook),
    link: { label: 'Open the webhook', path: `/webhooks/${webhook.id}` },
    footer: footerOf(webhook.marketplace),
  }),

  WEBHOOK_RECOVERED: (webhook) => ({
    subject: `Webhook is back: ${webhook.name}`,
    paragraphs: [
      `The receiver of this webhook accepts deliveries again. It had failed since ${webhook.failingSince}. What waited is delivered now.`,
    ],
    facts: webhookFacts(webhook),
    link: { label: 'Open the webhook', path: `/webhooks/${webhook.id}` },
    footer: footerOf(webhook.marketplace),
  }),

  CERTIFICATES_EXPIRING: (webhook) => ({
    subject: `Certificates expire: ${webhook.name}`,
    paragraphs: [
      'Certificates of this webhook expire within 30 days, or have expired. Replace them in time: deliveries fail once they have expired.',
    ],
    facts: [
      ['URL', webhook.url],
      ['Events', webhook.events],
      ['Valid until', webhook.certificates],
    ],
    link: { label: 'Open the webhook', path: `/webhooks/${webhook.id}` },
    footer: footerOf(webhook.marketplace),
  }),
}

type Webhook = Parameters<Templates['WEBHOOK_FAILING']>[0]

function webhookFacts({ url, events, reason, at }: Webhook): [string, string | undefined][] {
  return [
    ['URL', url],
    ['Events', events],
    ['Reason', reason],
    ['Time', at],
  ]
}

function footerOf(marketplace: string): string {
  return `You get this mail because your address is among those that the webhook notifies on ${marketplace}.`
}
