/** The environment variables that the functions read; the stack sets them. */
export const variable = {
  webhooksTable: 'WEBHOOKS_TABLE',
  eventsTable: 'EVENTS_TABLE',
  deliveriesTable: 'DELIVERIES_TABLE',
  waitingTable: 'WAITING_TABLE',
  tokensTable: 'TOKENS_TABLE',
  eventsDeadLettersUrl: 'EVENTS_DEAD_LETTERS_URL',
  deliveriesQueueUrl: 'DELIVERIES_QUEUE_URL',
  deliveriesDeadLettersUrl: 'DELIVERIES_DEAD_LETTERS_URL',
  wakeUpsQueueUrl: 'WAKE_UPS_QUEUE_URL',
  wakeUpsDeadLettersUrl: 'WAKE_UPS_DEAD_LETTERS_URL',
  pageBucket: 'PAGE_BUCKET',
  busName: 'BUS_NAME',
  eventSource: 'EVENT_SOURCE',
  secretsKeyId: 'SECRETS_KEY_ID',
  groupsClaim: 'POSTRIDER_GROUPS_CLAIM',
  retrySchedule: 'POSTRIDER_RETRY_SCHEDULE',
  apiRatePerSecond: 'API_RATE_PER_SECOND',
  allowedHosts: 'POSTRIDER_ALLOWED_HOSTS',
  allowedCidrs: 'POSTRIDER_ALLOWED_CIDRS',
  allowedPorts: 'POSTRIDER_ALLOWED_PORTS',
} as const

/** The EventBridge source of our own notices. No rule routes it as a marketplace event. */
export const noticeSource = 'postrider'

/** The value of a variable; throws if it is missing or empty. */
export function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new Error(`Cannot start: the variable ${name} is not set`)
  }
  return value
}
