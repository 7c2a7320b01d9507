import { tableChoice } from '../shared/table-settings.ts'

/** Which columns of the log somebody wants to see. */
export const logColumns = tableChoice('log-columns', {
  shown: ['status', 'event', 'webhook', 'answer', 'created'],
  others: ['attempts', 'next', 'duration', 'resource', 'eventId'],
})
