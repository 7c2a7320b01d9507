/** The environment variables of the settings. */
export const settingVariables = {
  port: 'POSTRIDER_PORT',
  folder: 'POSTRIDER_DATA',
  eventSource: 'EVENT_SOURCE',
  retrySchedule: 'POSTRIDER_RETRY_SCHEDULE',
  retentionDays: 'POSTRIDER_RETENTION_DAYS',
  integrationReminderDays: 'POSTRIDER_INTEGRATION_REMINDER_DAYS',
  publicUrl: 'POSTRIDER_PUBLIC_URL',
  apiRatePerSecond: 'API_RATE_PER_SECOND',
  allowedHosts: 'POSTRIDER_ALLOWED_HOSTS',
  allowedCidrs: 'POSTRIDER_ALLOWED_CIDRS',
  allowedPorts: 'POSTRIDER_ALLOWED_PORTS',
  issuer: 'POSTRIDER_ISSUER',
  audience: 'POSTRIDER_AUDIENCE',
  pageClientId: 'POSTRIDER_CLIENT_ID',
  groupsClaim: 'POSTRIDER_GROUPS_CLAIM',
} as const
