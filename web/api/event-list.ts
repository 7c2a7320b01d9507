import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import { fillPage, type ListQuery } from './fill-page.ts'
import { useFilledPage } from './filled-pages.ts'
import { type FilterOf, queryOf } from './query.ts'
import type { EventSummary } from './views.ts'

/** The filters of the list of events, with the API's parameter names. */
export type EventsFilter = Omit<FilterOf<'/events'>, 'from' | 'to' | 'limit' | 'cursor'>

/** A row of the list. An event that was published again has more than one. */
export type ListedEvent = EventSummary & { id: string; createdAt: string }

/** A page of the marketplace's events, polled. */
export function useEventsPage(list: ListQuery<EventsFilter>) {
  const api = useApi()
  return useFilledPage<ListedEvent>(['events', 'list', list], ({ signal, show }) => {
    const { filter, ...place } = list
    const read = async (part: object) => {
      const query = queryOf<'/events'>({ ...filter, ...part })
      const { items, ...rest } = await dataOf(api.GET('/events', { params: { query }, signal }))
      return { ...rest, items: items.map(toRow) }
    }
    return fillPage(place, { read, show })
  })
}

function toRow(listed: EventSummary): ListedEvent {
  const { acceptedAt, event } = listed
  return { ...listed, id: `${acceptedAt} ${event.uuid}`, createdAt: acceptedAt }
}
