/** The form that publishes an event, the list of events, and the page of one. */
export const events = {
  title: 'Publish event',
  explained:
    'Publishes a test event as the marketplace would. Every matching webhook receives it, with the header postrider-test.',
  event: 'Event',
  resource: 'Resource',
  action: 'Action',
  matching: (count: number) =>
    count === 0
      ? 'No enabled webhook matches.'
      : `${count} ${count === 1 ? 'webhook matches' : 'webhooks match'}.`,
  resourceId: 'Resource ID',
  resourceIdHint: 'The UUID of the resource.',
  url: 'Resource URL',
  urlHint: 'Where receivers can read the resource.',
  content: 'Content',
  contentHint: 'The current state of the resource as JSON. Numbers are sent exactly as typed.',
  noContent: 'Events about deleted resources have no content: receivers get the type and the ID.',
  resetToSample: 'Reset to sample',
  format: 'Format',
  goToError: 'Go to error',
  jsonError: (line: number, column: number, message: string) =>
    `Line ${line}, column ${column}: ${message}`,
  isJson: 'Valid JSON',
  jsonErrors: {
    1: 'invalid value; strings need double quotes',
    2: 'invalid number',
    3: 'property name in double quotes expected',
    4: 'value expected',
    5: 'colon expected',
    6: 'comma expected',
    7: 'closing brace } expected',
    8: 'closing bracket ] expected',
    9: 'unexpected text after the end',
    10: 'comments are not allowed',
    11: 'unterminated comment',
    12: 'unterminated string',
    13: 'unterminated number',
    14: 'invalid Unicode escape',
    15: 'invalid escape character',
    16: 'invalid character in a string',
  } as Readonly<Record<number, string>>,
  notJson: 'invalid JSON',
  required: 'Is required',
  draftRestored: 'Your unpublished event was restored.',
  publish: 'Publish event',
  publishAgain: 'Publish another',
  confirm: {
    title: 'Publish this test event?',
    receivers: (count: number) =>
      count === 0
        ? 'No enabled webhook receives this event.'
        : count === 1
          ? 'One webhook receives this event:'
          : `${count} webhooks receive this event:`,
    filtered: (count: number) =>
      count === 1
        ? 'The filter of one webhook does not match.'
        : `The filters of ${count} webhooks do not match.`,
    audited: 'The audit log records that you published it.',
  },
  notAllowed: 'Your role does not allow publishing events.',
  progress: 'Deliveries',
  waiting: 'Waiting for deliveries',
  notYet: 'Not listed yet',
  notYetExplained: 'The event was accepted and is being processed. Event ID:',
  checkAgain: 'Check again',
  addWebhook: 'Add webhook',
  finished: (count: number) =>
    count === 1 ? '1 delivery finished' : `All ${count} deliveries finished`,
  pending: (pending: number, count: number) => `${pending} of ${count} deliveries pending`,
  eventId: 'Event ID',
  viewEvent: 'View event',
  overview: 'Event',
  eventTime: 'Event time',
  requestBody: 'Request body',
  deliveries: (count: number) => `Deliveries (${count})`,
  noDeliveries: 'No deliveries of this event are stored.',
  notFound: 'Event not found. It was not accepted, or it is no longer stored.',
  unwanted: {
    title: 'No webhook wanted it',
    reasons: {
      resource: () => 'No webhook has this resource.',
      action: (count: number) =>
        count === 1
          ? 'One webhook has this resource, and not this action.'
          : `${count} webhooks have this resource, and none this action.`,
      filter: (count: number) =>
        count === 1
          ? 'The filter of one webhook did not match.'
          : `The filters of ${count} webhooks did not match.`,
    },
    explained:
      'The event was not sent. Its content is not stored; its other fields are, for 7 days.',
    more: (count: number) => `and ${count} more`,
  },
  list: {
    title: 'Events',
    explained:
      'Accepted events and their deliveries, newest first. Events that no webhook wanted are listed for 7 days, with the reason.',
    resource: 'Resource',
    anyResource: 'All resources',
    action: 'Action',
    anyAction: 'All actions',
    resourceUuid: 'Resource ID',
    incomplete: 'Incomplete',
    tabs: { all: 'All', true: 'With deliveries', false: 'Unwanted' },
    columns: { outcome: 'Result', accepted: 'Accepted' },
    deliveries: (count: number) => (count === 1 ? '1 delivery' : `${count} deliveries`),
    newRows: (count: number) => (count === 1 ? 'Show 1 new event' : `Show ${count} new events`),
    empty: 'No events yet',
    emptyExplained: 'Each event that this marketplace publishes appears here.',
    noMatch: 'No event matches the filters. Old events may no longer be stored.',
  },
}
