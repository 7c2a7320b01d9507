/** Example mails, and who gets them. */

export const mail = {
  id: '1771726432601-mIfxLwDNfYw-yCnNx25MQZ',
  at: '2026-02-22T02:13:52.601Z',
  kind: 'WEBHOOK_DISABLED',
  to: 'crm-team@example.com',
  webhook: 'c7f091dc-9813-4e04-a221-63814f543cf4',
  subject: 'Webhook is disabled: CRM',
  status: 'sent',
  changedAt: '2026-02-22T02:13:53.102Z',
}
export const suppressed = {
  id: 'Hk3rFQn0bIu4vL1yWz8cTg',
  address: 'left@example.com',
  reason: 'bounced',
  detail: 'smtp; 550 5.1.1 user unknown',
  at: '2026-02-22T02:13:55.000Z',
}
export const settings = {
  productEventFailure: true,
  subscriptionChangeInProgress: false,
  subscriptionCancellationInProgress: false,
}
