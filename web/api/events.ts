import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { jsonTextAt } from '../common/json-text.ts'
import { useApi } from './api-context.ts'
import { statusOf } from './api-error.ts'
import { dataOf } from './client.ts'
import type { EventBody, EventView } from './views.ts'

/** An event; `text` is the exact body that receivers get. */
export type EventWithText = EventView & { text: string; content: string | undefined }

const fastPollMs = 1000
const slowPollMs = 5000

/** A published event is polled at the fast rate for this long. */
const fastPollForMs = 60_000

/** An event with its deliveries, polled until all of them are finished. */
export function useEvent(uuid: string) {
  const fetchEvent = useFetchEvent(uuid)
  return useQuery({
    queryKey: ['events', 'one', uuid],
    queryFn: ({ signal }) => fetchEvent(signal),
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && isInProgress(data) && slowPollMs,
  })
}

/** The same for an event that was just published: null until it is fanned out. */
export function useNewEvent(uuid: string, publishedAt: number, appearsWithinMs: number) {
  const fetchEvent = useFetchEvent(uuid)
  return useQuery({
    queryKey: ['events', 'new', uuid],
    queryFn: async ({ signal }) => {
      try {
        return await fetchEvent(signal)
      } catch (error) {
        if (statusOf(error) === 404) return null
        throw error
      }
    },
    refetchInterval: ({ state: { data } }) => {
      const ageMs = Date.now() - publishedAt
      const mayAppear = ageMs < appearsWithinMs
      const shouldPoll =
        data === null || data === undefined ? mayAppear : mayAppear || isInProgress(data)
      return shouldPoll && (ageMs < fastPollForMs ? fastPollMs : slowPollMs)
    },
  })
}

/** The tests of the API prove that its responses have the documented types. */
function parseEvent(text: string): EventView {
  return JSON.parse(text) as EventView
}

function isInProgress({ deliveries }: EventView): boolean {
  return deliveries.some(({ status }) => status === 'pending')
}

function useFetchEvent(uuid: string) {
  const api = useApi()
  return async (signal: AbortSignal): Promise<EventWithText> => {
    const call = api.GET('/events/{uuid}', { params: { path: { uuid } }, parseAs: 'text', signal })
    const text = await dataOf(call)
    return {
      ...parseEvent(text),
      text: jsonTextAt(text, ['event']) ?? '',
      content: jsonTextAt(text, ['event', 'resource', 'content']),
    }
  }
}

/** An event, the same as JSON text with its numbers unchanged, and its idempotency key. */
type Publication = { event: EventBody; text: string; idempotencyKey: string }

export function usePublish() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ event: body, text, idempotencyKey }: Publication) => {
      const params = { header: { 'Idempotency-Key': idempotencyKey } }
      const call = api.POST('/events', { params, body, bodySerializer: () => text })
      const { uuid } = await dataOf(call)
      return { uuid, at: Date.now() }
    },
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ['events', 'list'] })
      return queries.invalidateQueries({ queryKey: ['deliveries'] })
    },
  })
}
