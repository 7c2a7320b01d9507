import { useApi } from './api-context.ts'
import { type Api, dataOf } from './client.ts'
import { fillPage, type ListQuery, type PartQuery } from './fill-page.ts'
import { useFilledPage } from './filled-pages.ts'
import type { IntegrationEventSummary } from './integration-views.ts'
import { type FilterOf, queryOf } from './query.ts'

/** The filters of the list, with the API's parameter names. */
export type IntegrationEventFilter = Omit<
  FilterOf<'/integration-events'>,
  'from' | 'to' | 'limit' | 'cursor'
>

type IntegrationEventQuery = ListQuery<IntegrationEventFilter>

/** A row of the list; its id is its token. */
export type IntegrationEventRow = IntegrationEventSummary & { id: string }

/** A polled page of integration events, newest first. */
export function useIntegrationEvents(query: IntegrationEventQuery) {
  const api = useApi()
  const { filter, ...list } = query
  return useFilledPage<IntegrationEventRow>(
    ['integration-events', 'list', query],
    ({ signal, show }) =>
      fillPage(list, {
        show,
        read: async (part) => {
          const { items, ...rest } = await readPart(filter, part, { api, signal })
          return { ...rest, items: items.map((event) => ({ ...event, id: event.token })) }
        },
      }),
  )
}

type ReadPorts = { api: Api; signal: AbortSignal }

/** One page of the API. */
export function readPart(
  filter: IntegrationEventFilter,
  part: PartQuery,
  { api, signal }: ReadPorts,
) {
  const query = queryOf<'/integration-events'>({ ...filter, ...part })
  return dataOf(api.GET('/integration-events', { params: { query }, signal }))
}
