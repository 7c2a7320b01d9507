type Words = Readonly<Record<string | number, string>>

/** Why attempts fail, in plain words, and what to do about it. */
export const causes = {
  timeout: {
    dns: 'The name of the receiver could not be looked up in time.',
    connect: 'No connection to the receiver came about in time. A firewall may be in the way.',
    tls: 'The receiver did not finish the secure handshake in time.',
    headers: 'The receiver took the request, and did not answer within the time limit.',
  } as Words,
  timeoutElse: 'The time limit was over before there was an answer.',
  connection: {
    ECONNREFUSED: 'Nothing listens at the receiver’s address and port. Is it running?',
    ECONNRESET: 'The receiver ended the connection before it answered.',
    EPIPE: 'The receiver ended the connection while the request was sent.',
    ETIMEDOUT: 'The receiver’s network does not answer.',
    EHOSTUNREACH: 'There is no way to the receiver’s network.',
    ENETUNREACH: 'There is no way to the receiver’s network.',
  } as Words,
  connectionElse: (code: string) => `The connection to the receiver failed (${code}).`,
  dns: (code: string) => `The name in the URL has no address (${code}). Check how it is spelt.`,
  tls: {
    CERT_HAS_EXPIRED: 'The receiver’s certificate has expired.',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'The receiver’s certificate is signed by itself alone.',
    SELF_SIGNED_CERT_IN_CHAIN: 'The receiver’s certificate is not from a public authority.',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      'The receiver does not send the certificates between its own and a public authority’s.',
    ERR_TLS_CERT_ALTNAME_INVALID: 'The receiver’s certificate is for another name.',
  } as Words,
  tlsElse: (code: string) => `No secure connection to the receiver came about (${code}).`,
  protocol: 'What the receiver answered is not HTTP.',
  refused: (why: string) => `Postrider does not send there: ${why}.`,
  token: (why: string) =>
    `There was no access token, so nothing was sent: ${why}. Check the webhook’s OAuth2 settings.`,
  statuses: {
    400: 'The receiver found the request faulty (400).',
    401: 'The receiver did not accept the credentials (401). Check the webhook’s authentication.',
    403: 'The receiver does not allow this request (403). Check the webhook’s authentication.',
    404: 'The receiver has nothing at this URL (404).',
    405: 'The receiver takes no POST at this URL (405).',
    410: 'The receiver says that it wants no more of these (410).',
    413: 'The event is too large for the receiver (413).',
    429: 'The receiver has had too many requests, and asks for patience (429).',
    502: 'A gateway before the receiver got no good answer from it (502).',
    503: 'The receiver is not available at the moment (503).',
    504: 'A gateway before the receiver waited for it in vain (504).',
  } as Words,
  statusClasses: {
    0: 'The receiver’s answer says that it did not work',
    1: 'The receiver’s answer is not a final one',
    3: 'The receiver redirects elsewhere. Redirects are not followed: set the final URL',
    4: 'The receiver did not accept the request',
    5: 'Something went wrong at the receiver',
  } as Words,
}
