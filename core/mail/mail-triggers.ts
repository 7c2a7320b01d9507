/** What mails are about, by the detail-type of its notice on the bus. */
export const mailTriggers = [
  'webhook.failing',
  'webhook.disabled',
  'webhook.recovered',
  'webhook.certificates_expiring',
  'integration.in_progress',
  'integration.failed',
] as const
