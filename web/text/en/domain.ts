/** What deliveries and webhooks are called, wherever they are shown. */
export const delivery = {
  statuses: {
    pending: 'Pending',
    successful: 'Successful',
    failed: 'Failed',
    skipped: 'Skipped',
    dropped: 'Dropped',
  },
  outcomes: { delivered: 'Delivered', failed: 'Failed', refused: 'Refused' },
}

export const attempt = {
  title: (number: number) => `Attempt ${number}`,
  outcome: 'Outcome',
  status: 'HTTP status',
  reason: 'Reason',
  startedAt: 'Started',
  duration: 'Duration',
  requestedBy: 'Asked for by',
  address: 'Address reached',
  durations: 'Where the time went',
  dns: 'DNS',
  connect: 'Connect',
  tls: 'TLS',
  total: 'Total',
  kept: 'a kept connection was used',
  request: 'Request',
  requestUrl: 'Request URL',
  requestHeaders: 'Request headers',
  response: 'Answer',
  responseHeaders: 'Answer headers',
  responseBody: 'Answer body',
  noResponse: 'No answer came.',
  emptyBody: 'The body is empty.',
  notKept: 'What was sent and answered is not kept any more.',
  cut: {
    size: 'Only the first 4 KiB are kept.',
    time: 'Cut off: the time was over.',
    connection: 'Cut off: the connection ended.',
    encoding: 'It could not be decompressed.',
  } as Readonly<Record<string, string>>,
}

export const webhook = {
  states: {
    healthy: 'Healthy',
    failing: 'Failing',
    'retry-after': 'Held',
    'circuit-open': 'Circuit open',
    disabled: 'Disabled',
  },
  reasons: {
    unknown: 'The receiver does not answer.',
    soon: 'soon',
    failing: (failures: number, reason: string) =>
      `${failures === 1 ? 'The last attempt' : `The last ${failures} attempts`} failed. ${reason}`,
    'retry-after': (until: string) =>
      `The receiver asked to be left alone. Sending goes on ${until}.`,
    circuitOpen: (reason: string, next: string) => `${reason} It is asked again ${next}.`,
    disabledByManager: 'Disabled by a manager.',
    disabledByRouter: (reason: string) => `Disabled by Postrider. ${reason}`,
  },
  authentication: {
    NONE: 'None',
    TOKEN: 'Token',
    OAUTH2_RESOURCE_OWNER_PASSWORD: 'OAuth2 (Resource Owner Password)',
    OAUTH2_CLIENT_CREDENTIALS: 'OAuth2 (Client Credentials)',
  },
}
