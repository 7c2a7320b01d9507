/** The advanced settings in the form of a webhook. */
export const advancedForm = {
  filter: 'Filter',
  filterHint:
    'Deliver only events whose body matches this JSON pattern, in the grammar of EventBridge. Default: all events.',
  filterInvalid: 'Must be a JSON object',
  filterMatches: 'Matches',
  filterMismatch: (reason: string) => `Filtered out: ${reason}`,
  tryFilter: 'Try it',
  sampleEvent: 'sample',
  timeLimit: 'Time limit',
  timeLimitHint: 'Seconds per request, 1 to 30. Default: 30.',
  retrySchedule: 'Retry schedule',
  retryScheduleHint:
    'Wait after each failed attempt, for example 5 min, 10 min, 1 h. Maximum: 20 waits, 14 days in total. Default: 5 min to 12 h, 11 attempts over 40 hours.',
  noRetries: 'No retries',
  retryScheduleInvalid: 'must be a list such as 30 s, 5 min, 1 h',
  rateLimit: 'Rate limit',
  rateLimitHint: 'Attempts per second, 1 to 1000. Default: no limit.',
  concurrency: 'Concurrency',
  concurrencyHint: 'Attempts in flight, 1 to 100. Default: no limit.',
  acceptedStatuses: 'Accepted statuses',
  acceptedStatusesHint: 'Statuses that mean delivered besides 2xx, for example 302.',
  finalStatuses: 'Final statuses',
  finalStatusesHint: 'Statuses after which a delivery is not tried again, for example 404, 422.',
  ordering: 'In order, for each resource',
  orderingOn: 'On',
  orderingHint:
    'A delivery is sent when the previous one of its resource has ended. One that fails holds up its resource until its retries end.',
  statusesInvalid: 'must be a list such as 302, 404',
  headers: 'Headers',
  headersHint:
    'Headers that are added to each request. Secret values are stored encrypted and never shown again; leave one empty to keep it.',
  addHeader: 'Add header',
  payload: 'Payload',
  payloads: {
    FULL: 'Full event',
    THIN: 'Thin',
    TRANSFORMED: 'Transformed',
  },
  payloadHints: {
    FULL: 'The event with the content of its resource',
    THIN: 'Only which event it is, with type, ID and URL of the resource',
    TRANSFORMED: 'What a JSONata expression makes of the full event',
  },
  transformation: 'Transformation',
  transformationHint:
    'A JSONata expression, for example { "id": resource.uuid }. Its result is sent as JSON.',
  tryTransformation: 'Try with a sample',
  sampleInput: 'Sample event',
  sampleResult: 'Result',
  sampleError: (reason: string, position: number | undefined) =>
    position === undefined ? reason : `${reason} (at position ${position})`,
  signatures: 'Signatures',
  signatureNames: {
    v1: 'HMAC-SHA256 (v1)',
    v1a: 'ed25519 (v1a)',
    both: 'Both (v1 and v1a)',
  },
  signatureHints: {
    v1: 'The receiver verifies requests with the signing secret',
    v1a: 'The receiver verifies requests with a public key, and keeps no secret',
    both: 'While a receiver moves from one to the other',
  },
}
