import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { jsonTextAt } from '../common/json-text.ts'
import { useApi } from './api-context.ts'
import { statusOf } from './api-error.ts'
import { path } from './client.ts'
import type { EventView } from './views.ts'

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

/** The same for an event that was just published: null until a webhook matches it. */
export function useNewEvent(uuid: string, publishedAt: number, noMatchAfterMs: number) {
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
      const mayAppear = ageMs < noMatchAfterMs
      const shouldPoll =
        data === null || data === undefined ? mayAppear : mayAppear || isInProgress(data)
      return shouldPoll && (ageMs < fastPollForMs ? fastPollMs : slowPollMs)
    },
  })
}

function isInProgress({ deliveries }: EventView): boolean {
  return deliveries.some(({ status }) => status === 'pending')
}

function useFetchEvent(uuid: string) {
  const api = useApi()
  return async (signal: AbortSignal): Promise<EventWithText> => {
    const { body, text } = await api<EventView>({ path: path`/events/${uuid}`, signal })
    return {
      ...body,
      text: jsonTextAt(text, ['event']) ?? '',
      content: jsonTextAt(text, ['event', 'resource', 'content']),
    }
  }
}

/** The event as JSON text, and its idempotency key. */
type Publication = { text: string; idempotencyKey: string }

export function usePublish() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ text, idempotencyKey }: Publication) => {
      const target = { method: 'POST', path: '/events', text, idempotencyKey } as const
      const { uuid } = (await api<{ uuid: string }>(target)).body
      return { uuid, at: Date.now() }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}
