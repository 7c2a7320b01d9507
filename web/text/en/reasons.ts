type Texts = Readonly<Record<string | number, string>>

/** Why attempts fail, and what to do about it. */
export const reasons = {
  timeout: {
    dns: 'The DNS lookup timed out.',
    connect: 'The connection timed out. A firewall may be blocking it.',
    tls: 'The TLS handshake timed out.',
    headers: 'The receiver did not respond within the time limit.',
  } as Texts,
  timeoutElse: 'The request timed out.',
  connection: {
    ECONNREFUSED: 'The receiver refused the connection. Check that it is running.',
    ECONNRESET: 'The receiver closed the connection before it responded.',
    EPIPE: 'The receiver closed the connection while the request was being sent.',
    ETIMEDOUT: 'The receiver’s network does not respond.',
    EHOSTUNREACH: 'The receiver’s host is unreachable.',
    ENETUNREACH: 'The receiver’s network is unreachable.',
  } as Texts,
  transformation: (why: string) =>
    `The webhook’s transformation failed, and no request was sent: ${why}.`,
  connectionElse: (code: string) => `The connection to the receiver failed (${code}).`,
  dns: (code: string) => `The host name in the URL has no address (${code}). Check its spelling.`,
  tls: {
    CERT_HAS_EXPIRED: 'The receiver’s certificate has expired.',
    DEPTH_ZERO_SELF_SIGNED_CERT:
      'The receiver’s certificate is self-signed. Install one of a public authority there, or add it to the webhook as a certificate authority.',
    SELF_SIGNED_CERT_IN_CHAIN:
      'The receiver’s certificate is not from a public certificate authority. Add its authority to the webhook.',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE:
      'The receiver does not send its intermediate certificates, or its certificate is from a private authority. Add the authority to the webhook.',
    KEY_TOO_SMALL: 'The receiver’s certificate has an RSA key of less than 2,048 bits.',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
      'The receiver’s certificate is from an unknown authority. Add the authority to the webhook.',
    ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED:
      'The receiver requires a client certificate. Add one to the webhook.',
    ERR_SSL_TLSV1_ALERT_UNKNOWN_CA:
      'The receiver does not know the authority of the client certificate.',
    ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE: 'The receiver rejected the client certificate.',
    ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED: 'The client certificate has expired.',
    ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE:
      'The receiver ended the TLS handshake. It may require a client certificate.',
    ERR_TLS_CERT_ALTNAME_INVALID: 'The receiver’s certificate is for a different host name.',
  } as Texts,
  tlsElse: (code: string) => `The TLS connection to the receiver failed (${code}).`,
  protocol: 'The receiver’s response is not valid HTTP.',
  refused: (reason: string) => `Postrider does not send to this address: ${reason}.`,
  aws: (code: string) =>
    `AWS refused the event or message (${code}). Check that it exists and that the role may write to it.`,
  role: (code: string) =>
    `Postrider sent nothing, because it could not assume the role (${code}). Check the role’s trust policy.`,
  token: (reason: string) =>
    `Postrider sent nothing, because it got no access token: ${reason}. Check the webhook’s OAuth2 settings.`,
  tokenErrors: {
    invalid_client: 'the token server rejected the client ID, its secret or its key',
    invalid_grant: 'the token server rejected the username or the password',
    invalid_scope: 'the token server does not grant this scope',
    unauthorized_client: 'the client may not use this grant type',
    unsupported_grant_type: 'the token server does not support this grant type',
  } as Texts,
  tokenError: (words: string, reason: string) => `${words} (${reason})`,
  statuses: {
    400: 'The receiver rejected the request as invalid (400).',
    401: 'The receiver rejected the credentials (401). Check the webhook’s authentication.',
    403: 'The receiver denied access (403). Check the webhook’s authentication.',
    404: 'The receiver found nothing at this URL (404).',
    405: 'The receiver does not accept POST at this URL (405).',
    410: 'The receiver no longer accepts these events (410).',
    413: 'The event is too large for the receiver (413).',
    429: 'The receiver got too many requests and asked to wait (429).',
    502: 'A gateway got an invalid response from the receiver (502).',
    503: 'The receiver is unavailable (503).',
    504: 'A gateway timed out while waiting for the receiver (504).',
  } as Texts,
  statusClasses: {
    0: 'The receiver returned an unexpected status',
    1: 'The receiver did not send a final response',
    3: 'The receiver redirected the request. Postrider does not follow redirects: set the final URL',
    4: 'The receiver rejected the request',
    5: 'The receiver returned a server error',
  } as Texts,
}
