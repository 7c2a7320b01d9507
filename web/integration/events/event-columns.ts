import { tableSettings } from '../../shared/table-settings.ts'

export const eventColumns = tableSettings('integration-event-columns', {
  shown: ['status', 'created', 'marketplace', 'product', 'event', 'company', 'user', 'error'],
  others: ['vendor', 'account'],
})
