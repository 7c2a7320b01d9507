import { webhook } from './domain.ts'
import { logTools } from './log-tools.ts'

/** When the next attempt is due, or why it is overdue. */
export const nextAttempt = {
  countdown: (time: string) => `in ${time}`,
  due: 'Due now',
  waitsForEarlier: 'Waits for an earlier delivery',
  waitsForEarlierExplained:
    'The webhook gets the events of a resource one after the other. This one is sent when the earlier ones have ended.',
  heldBack: (time: string) => `Held back, next try ${time}`,
  heldBackReasons: {
    'circuit-open': 'The receiver is failing. One delivery at a time is sent as a probe.',
    'retry-after': 'The receiver asked to wait.',
  },
  waiting: {
    'circuit-open': webhook.states['circuit-open'],
    'retry-after': webhook.states['retry-after'],
    disabled: 'Paused: the webhook is disabled',
    limits: 'Waiting: the webhook is at its limits',
    unknown: 'Waiting',
  },
  resumes: {
    'circuit-open': 'Sending resumes when the receiver recovers.',
    'retry-after': undefined,
    disabled: 'Sending resumes when the webhook is enabled.',
    limits: 'Earlier deliveries use up the webhook’s rate limit or concurrency.',
    unknown: 'Earlier deliveries are sent first, or the receiver has just recovered.',
  },
}

/** The event log. */
export const log = {
  title: 'Event log',
  tabs: {
    all: 'All',
    successful: 'Successful',
    pending: 'Pending',
    failed: 'Failed',
    skipped: 'Skipped',
    dropped: 'Dropped',
  },
  ...logTools,
  webhook: 'Webhook',
  anyWebhook: 'All webhooks',
  time: 'Created',
  anyTime: 'Any time',
  reasons: {
    timeout: 'Timed out',
    connection: 'Connection failed',
    dns: 'Host name not found',
    tls: 'TLS connection failed',
    token: 'No access token',
    refused: 'Address not allowed',
    protocol: 'Not valid HTTP',
    transformation: 'Transformation failed',
  } as Readonly<Record<string, string>>,
  withDetail: (reason: string, detail: string) => `${reason} (${detail})`,
  table: 'Deliveries',
  columns: {
    status: 'Status',
    event: 'Event',
    resource: 'Resource ID',
    webhook: 'Webhook',
    response: 'Last response',
    duration: 'Duration',
    attempts: 'Attempts',
    next: 'Next attempt',
    created: 'Created',
    eventId: 'Event ID',
    retry: 'Retry',
    delivery: 'Delivery',
  },
  eventTitle: (resource: string, action: string) => `${resource} ${action.toLowerCase()}`,
  attempts: (count: number) => (count === 1 ? '1 attempt' : `${count} attempts`),
  notAttempted: 'No attempt yet',
  wasDisabled: 'Webhook was disabled',
  test: 'Test',
  deletedWebhook: (name: string) => `${name} (deleted)`,
  newRows: (count: number) =>
    count === 1 ? 'Show 1 new delivery' : `Show ${count} new deliveries`,
  searching: (found: number) => `Searching, ${found} found so far`,
  searchLimit: 'Search stopped here. Continue on the next page.',
  end: 'End of list',
  stale: 'Cannot refresh the list',
  empty: {
    title: 'No deliveries yet',
    noWebhooks: 'Add a webhook to receive events.',
    addWebhook: 'Add webhook',
    noEvents: 'When an event matches a webhook, the delivery appears here.',
    publishEvent: 'Publish event',
    noMatch: 'No matches',
    noMatchExplained: 'No delivery matches the filters. Old deliveries may no longer be stored.',
  },
}

/** One delivery. */
export const deliveryPage = {
  overview: 'Delivery',
  deliveryId: (id: string) => `Delivery ID ${id}`,
  status: 'Status',
  reason: 'Reason',
  created: 'Created',
  eventTime: 'Event time',
  eventId: 'Event ID',
  resourceId: 'Resource ID',
  webhook: 'Webhook',
  attempts: 'Attempts',
  nextAttempt: 'Next attempt',
  lifeLine: (number: number, limit: number, { next, end }: { next: string; end: string }) =>
    `Attempt ${number} of ${limit}, next ${next}, gives up ${end}`,
  lastAttempt: (number: number, next: string) =>
    `Attempt ${number} of ${number}, the last one, ${next}`,
  requestedBy: 'Retry requested by',
  recovery: 'Recovery',
  sequence: 'Sequence (postrider-sequence)',
  isTest: 'This is a test: one attempt, no retries.',
  noAttempts: 'No attempts yet.',
  skippedReason: 'The webhook was disabled when the event arrived.',
  droppedReason: 'The webhook was deleted before the event was delivered.',
  event: 'Event',
  content: 'Content',
  noContent: 'This event has no content, because the resource was deleted.',
  viewEvent: 'View event and all its deliveries',
  view: 'View',
  retry: 'Retry',
  retryShort: 'Retry?',
  retryQuestion: 'Click again to retry',
  retried: 'The receiver has not responded yet. The delivery will show the outcome.',
  retryDelivered: (status: number | string) =>
    `Delivered: the receiver responded with HTTP ${status}.`,
  retryFailed: (reason: string) => `The retry failed. ${reason}`,
  notRetriedNow:
    'Cannot retry now: the webhook is disabled or deleted, the event is no longer stored, or an attempt is in progress.',
  notRetried: (reason: string) => `Cannot retry: ${reason}`,
  notFound: 'Delivery not found. It may no longer be stored.',
  eventExpired: 'The event is no longer stored.',
}
