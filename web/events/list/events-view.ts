import type { EventsFilter } from '../../api/event-list.ts'
import { type ListView, listViews } from '../../shared/list-view.ts'
import { tableSettings } from '../../shared/table-settings.ts'

/** The filters of the list, as stored in the URL. */
export type EventsView = ListView<EventsFilter>

const names = [
  'wanted',
  'resource',
  'action',
  'resourceUuid',
] as const satisfies readonly (keyof EventsFilter)[]

export const eventsViews = listViews(names)

export const eventsColumns = tableSettings('events-columns', {
  shown: ['event', 'resource', 'outcome', 'accepted'],
  others: ['eventId'],
})
