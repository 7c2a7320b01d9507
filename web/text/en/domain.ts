/** The words for deliveries, attempts and webhooks on every screen. */
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
  startedAt: 'Started',
  duration: 'Duration',
  requestedBy: 'Requested by',
  remoteAddress: 'Remote address',
  timing: 'Timing',
  phases: {
    dns: 'DNS lookup',
    connect: 'TCP connect',
    tls: 'TLS handshake',
    waiting: 'Waiting for response',
    reading: 'Reading response',
  },
  tokenRequest: 'Access token request',
  tokenError: 'Error',
  tokenErrorDescription: 'Description',
  requestUrl: 'Request URL',
  requestHeaders: 'Request headers',
  requestBody: 'Request body',
  payloads: {
    THIN: 'Thin: which event it is, without its content',
    TRANSFORMED: 'The result of the webhook’s transformation',
  },
  responseHeaders: 'Response headers',
  responseBody: 'Response body',
  noResponse: 'No response',
  emptyBody: 'The response body is empty.',
  notSent: 'Nothing was sent to the receiver, because there was no access token.',
  notStored: 'The request and the response are no longer stored.',
  cut: {
    size: 'Only the first 4 KiB are stored.',
    time: 'Truncated: the time limit was reached.',
    connection: 'Truncated: the connection was closed.',
    encoding: 'The body could not be decompressed.',
  } as Readonly<Record<string, string>>,
}

export const webhook = {
  states: {
    healthy: 'Healthy',
    'not-tried': 'Not tried yet',
    'test-failed': 'Last test failed',
    failing: 'Failing',
    'retry-after': 'Paused (the receiver asked)',
    'circuit-open': 'Paused (failing)',
    disabled: 'Disabled',
  },
  paused: {
    retryAfter: (until: string) => `Paused (the receiver asked, until ${until})`,
    circuitOpen: (next: string) => `Paused (failing; next try ${next})`,
  },
  health: {
    unknown: 'The receiver does not respond.',
    soon: 'soon',
    notTried:
      'Nothing was delivered since the webhook was created or its connection was changed. Send a test to check the receiver.',
    testFailed: (reason: string) => `The last test failed. ${reason}`,
    failing: (failures: number, reason: string) =>
      `${failures === 1 ? 'The last attempt' : `The last ${failures} attempts`} failed. ${reason}`,
    retryAfter: (until: string) => `The receiver asked to wait. Sending resumes ${until}.`,
    circuitOpen: (reason: string, next: string) => `${reason} The next probe is ${next}.`,
    disabledByManager: 'Disabled by a manager.',
    disabledBy: (name: string) => `Disabled by ${name}.`,
    disabledByRouter: (reason: string) => `Disabled by Postrider. ${reason}`,
  },
  authentication: {
    NONE: 'None',
    TOKEN: 'Token',
    BASIC: 'HTTP Basic',
    OAUTH2_RESOURCE_OWNER_PASSWORD: 'OAuth2 (Resource Owner Password)',
    OAUTH2_CLIENT_CREDENTIALS: 'OAuth2 (Client Credentials)',
  },
  authenticationByRole: 'IAM role',
}
