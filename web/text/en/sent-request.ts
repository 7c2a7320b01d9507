/** The request of an attempt, as it was sent. */
export const sentRequest = {
  title: 'Request as sent',
  request: 'Sent request',
  secrets: 'Secrets are shown as ***.',
  fewHeaders:
    'The receiver accepted this request, so the log has only the headers that other deliveries do not share.',
  notKept: {
    TRANSFORMED: 'The body is not stored: it was the result of the webhook’s transformation.',
    expired: 'The body is not stored: the event is no longer stored.',
  },
  copyCurl: 'Copy as cURL',
  curlCopied: 'Copied as cURL',
  curlExplained:
    'In the command, variables such as $SECRET_AUTHORIZATION stand for secrets. Receivers that check webhook-timestamp reject the request after some minutes.',
  curlBody: 'The command reads the body from body.json.',
  download: 'Download body',
}
