/** The log of mails, one mail, the settings of mail, and suppressed addresses. */
export const mail = {
  title: 'Mail',
  description: 'What the router mails to vendors, customers and the addresses of webhooks.',
  tabs: { mails: 'Mails', settings: 'Settings', suppressed: 'Suppressed addresses' },
  columns: {
    at: 'Time',
    kind: 'Kind',
    to: 'To',
    subject: 'Subject',
    about: 'About',
    status: 'Status',
  },
  labelled: (label: string) => `${label}:`,
  kinds: {
    PRODUCT_EVENT_FAILURE: 'Product event failure',
    SUBSCRIPTION_CHANGE_IN_PROGRESS: 'Subscription change is in progress',
    SUBSCRIPTION_CANCELLATION_IN_PROGRESS: 'Subscription cancellation is in progress',
    WEBHOOK_FAILING: 'Webhook is failing',
    WEBHOOK_DISABLED: 'Webhook is disabled',
    WEBHOOK_RECOVERED: 'Webhook is back',
    CERTIFICATES_EXPIRING: 'Certificates expire',
  },
  statuses: {
    sending: 'Being sent',
    sent: 'Sent',
    stored: 'Not sent: no mail server',
    refused: 'Refused',
    failed: 'Failed',
    unknown: 'Unknown',
    suppressed: 'Suppressed',
    limited: 'Over the limit',
    bounced: 'Bounced',
    complained: 'Complaint',
  },
  /** What a status means. */
  meanings: {
    sending: 'The mail is being handed to the mail server.',
    sent: 'The mail server accepted the mail.',
    stored:
      'The router has no mail server, so this mail was not sent. To send mail, start the router with POSTRIDER_SMTP_URL and POSTRIDER_MAIL_FROM, as docs/mail.md describes.',
    refused: 'The mail server never accepts this mail. It was not sent.',
    failed: 'The mail was not sent. It is tried again every three minutes for an hour.',
    unknown: 'The mail may have been sent. It is not sent again, so that it never arrives twice.',
    suppressed: 'The address is suppressed. The mail was not sent.',
    limited: 'The address got twenty mails of this kind within the hour. This one was not sent.',
    bounced: 'The mail was sent and came back.',
    complained: 'The recipient marked the mail as spam.',
  },
  setServer: 'To send mail, set POSTRIDER_SMTP_URL (docs/mail.md).',
  integrationEvent: 'Integration event',
  empty: 'No mail yet',
  emptyExplained:
    'Mail is sent when a webhook is failing, is disabled or is back, and as chosen under Settings. A webhook names its addresses in its field “Notify”. On AWS, mail needs the deployment’s option mailFrom.',
  viewWebhooks: 'View webhooks',
  reason: 'Reason',
  changed: 'Status since',
  text: 'Text',
  html: 'HTML source',
  htmlExplained:
    'Mail programs show this. It has the same content as the text; this page does not draw it, as its content security policy allows no styles but its own.',
  settings: {
    title: 'Mail about integration events',
    description:
      'These apply to all products. Mail about a webhook goes to the addresses in its field “Notify”.',
    productEventFailure: {
      label: 'Product event failure',
      hint: 'The notification email of the product gets a mail when an order, change, cancellation, assignment or unassignment fails.',
    },
    subscriptionChangeInProgress: {
      label: 'Subscription change is in progress',
      hint: 'The customer gets a mail when the vendor accepts a change, in self-service or assisted sales, and completes it later.',
    },
    subscriptionCancellationInProgress: {
      label: 'Subscription cancellation is in progress',
      hint: 'The customer gets a mail when the vendor accepts a cancellation, in self-service or assisted sales, and completes it later.',
    },
    on: (label: string) => `“${label}” is on.`,
    off: (label: string) => `“${label}” is off.`,
    notSaved: (reason: string) => `The setting was not changed: ${reason}`,
  },
  suppressed: {
    description:
      'These addresses get no mail, because a mail to them bounced for good or its recipient complained. Amazon SES has a list of its own for the whole AWS account.',
    columns: {
      address: 'Address',
      reason: 'Reason',
      at: 'Since',
      tools: 'Manage',
    },
    reasons: { bounced: 'Bounced', complained: 'Complaint' },
    empty: 'No suppressed addresses',
    emptyExplained:
      'An address is suppressed when a mail to it bounces for good, or when its recipient complains.',
    lift: 'Send mail again',
    liftOf: (address: string) => `Send mail again to ${address}`,
    liftExplained: (address: string) => `The next mail to ${address} is sent.`,
    sesList:
      'Amazon SES may have the address on the suppression list of the AWS account, too, and then drops the mail. An administrator removes it there; docs/mail.md has the command.',
    lifted: (address: string) => `${address} gets mail again.`,
  },
}
