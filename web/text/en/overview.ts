/** The first screen. */
export const overview = {
  title: 'Overview',
  description: 'The deliveries and webhooks of this marketplace.',
  lastDay: 'Last 24 hours',
  lastDayExplained: 'Deliveries by the time of their creation, without tests.',
  partial: (counted: number, all: number) =>
    `The counts are those of ${counted} of ${all} webhooks.`,
  notCounted: 'Some counts could not be loaded.',
  counts: { successful: 'Delivered', pending: 'Waiting', failed: 'Failed' },
  attention: 'Webhooks that need attention',
  attentionExplained: 'Their receivers fail or pause, or Postrider has disabled them.',
  noAttention: (count: number) =>
    count === 1
      ? 'The webhook needs no attention.'
      : `None of the ${count} webhooks needs attention.`,
  viewWebhooks: 'View all webhooks',
  webhook: 'Webhook',
  state: 'State',
  failures: 'Latest failures',
  noFailures: 'No delivery has failed.',
  viewFailures: 'View all in event log',
  steps: 'Send the first event to your system',
  stepsExplained: 'Three steps, about five minutes.',
  add: {
    title: '1. Add a webhook',
    explained: 'Choose the events that your system needs, and enter its URL.',
    button: 'Add webhook',
    eventTypes: 'View event types',
  },
  verify: {
    title: '2. Verify the signature',
    explained:
      'Once the webhook is saved, you get its signing secret, code for the receiver, and a test event.',
  },
  watch: {
    title: '3. Watch the deliveries',
    explained: 'The event log shows each delivery with its requests and responses.',
    button: 'View event log',
  },
  viewerSteps: 'This marketplace has no webhooks yet. A manager of this marketplace can add one.',
}
