import { type ListView, listViews } from '../../shared/list-view.ts'
import type { IntegrationEventFilter } from '../../api/integration-event-log.ts'

/** The filters of the list of integration events, as stored in the URL. */
export type EventsView = ListView<IntegrationEventFilter>

const names = [
  'status',
  'type',
  'product',
  'text',
] as const satisfies readonly (keyof IntegrationEventFilter)[]

export const eventViews = listViews(names)
