import { tableSettings } from '../shared/table-settings.ts'

export const logColumns = tableSettings('log-columns', {
  shown: ['status', 'event', 'webhook', 'response', 'created'],
  others: ['attempts', 'next', 'duration', 'resource', 'eventId'],
})
