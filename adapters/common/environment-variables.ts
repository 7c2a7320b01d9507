import { settingVariables } from '../../core/settings/variables.ts'

/** The environment variables that the functions read; the stack sets them. */
export const variable = {
  webhooksTable: 'WEBHOOKS_TABLE',
  eventsTable: 'EVENTS_TABLE',
  deliveriesTable: 'DELIVERIES_TABLE',
  waitingTable: 'WAITING_TABLE',
  tokensTable: 'TOKENS_TABLE',
  integrationsTable: 'INTEGRATIONS_TABLE',
  eventsQueueUrl: 'EVENTS_QUEUE_URL',
  malformedEventsUrl: 'MALFORMED_EVENTS_URL',
  deliveriesQueueUrl: 'DELIVERIES_QUEUE_URL',
  deliveriesDeadLettersUrl: 'DELIVERIES_DEAD_LETTERS_URL',
  wakeUpsQueueUrl: 'WAKE_UPS_QUEUE_URL',
  wakeUpsDeadLettersUrl: 'WAKE_UPS_DEAD_LETTERS_URL',
  vendorCallsQueueUrl: 'VENDOR_CALLS_QUEUE_URL',
  malformedIntegrationEventsUrl: 'MALFORMED_INTEGRATION_EVENTS_URL',
  vendorUrl: 'VENDOR_URL',
  mailsDeadLettersUrl: 'MAILS_DEAD_LETTERS_URL',
  mailFrom: settingVariables.mailFrom,
  mailConfigurationSet: 'MAIL_CONFIGURATION_SET',
  pageUrl: 'PAGE_URL',
  metricsNamespace: 'METRICS_NAMESPACE',
  marketplaceMetrics: 'MARKETPLACE_METRICS',
  pageBucket: 'PAGE_BUCKET',
  archiveBucket: 'ARCHIVE_BUCKET',
  archive: 'POSTRIDER_ARCHIVE',
  busName: 'BUS_NAME',
  eventSource: settingVariables.eventSource,
  secretsKeyId: 'SECRETS_KEY_ID',
  deliverRoleArn: 'DELIVER_ROLE_ARN',
  issuer: settingVariables.issuer,
  audience: settingVariables.audience,
  groupsClaim: settingVariables.groupsClaim,
  retrySchedule: settingVariables.retrySchedule,
  retentionDays: settingVariables.retentionDays,
  integrationReminderDays: settingVariables.integrationReminderDays,
  attemptLogShare: 'ATTEMPT_LOG_SHARE',
  apiRatePerSecond: settingVariables.apiRatePerSecond,
  maxWebhooks: settingVariables.maxWebhooks,
  allowedHosts: settingVariables.allowedHosts,
  allowedCidrs: settingVariables.allowedCidrs,
  allowedPorts: settingVariables.allowedPorts,
  extraCaCertificates: settingVariables.extraCaCertificates,
} as const

/** The value of a variable that must be there. */
export function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new Error(`Cannot start: the variable ${name} is not set`)
  }
  return value
}
