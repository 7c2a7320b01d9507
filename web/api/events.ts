import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { textAt } from '../common/json-text.ts'
import { useApi } from './api-context.ts'
import { path } from './client.ts'
import { statusOf } from './api-error.ts'
import type { EventView } from './views.ts'

/** An event as the API has it; `text` is what receivers get, to the letter. */
export type EventRead = EventView & { text: string; content: string | undefined }

const soonMs = 1000
const laterMs = 5000

/** Events that were published here are looked at every second until then. */
const soonForMs = 60_000

/** An event and its deliveries, looked at until each of them has ended. */
export function useEvent(uuid: string) {
  const read = useReadEvent(uuid)
  return useQuery({
    queryKey: ['events', 'one', uuid],
    queryFn: ({ signal }) => read(signal),
    refetchInterval: ({ state: { data } }) => data !== undefined && isUnderWay(data) && laterMs,
  })
}

/** The same for one that was published just now: at first nobody may want it yet (null). */
export function useNewEvent(uuid: string, publishedAt: number, unwantedAfterMs: number) {
  const read = useReadEvent(uuid)
  return useQuery({
    queryKey: ['events', 'new', uuid],
    queryFn: async ({ signal }) => {
      try {
        return await read(signal)
      } catch (error) {
        if (statusOf(error) === 404) return null
        throw error
      }
    },
    refetchInterval: ({ state: { data } }) => {
      const ageMs = Date.now() - publishedAt
      const mayCome = ageMs < unwantedAfterMs
      const goesOn = data === null || data === undefined ? mayCome : mayCome || isUnderWay(data)
      return goesOn && (ageMs < soonForMs ? soonMs : laterMs)
    },
  })
}

function isUnderWay({ deliveries }: EventView): boolean {
  return deliveries.some(({ status }) => status === 'pending')
}

function useReadEvent(uuid: string) {
  const api = useApi()
  return async (signal: AbortSignal): Promise<EventRead> => {
    const { body, text } = await api<EventView>({ path: path`/events/${uuid}`, signal })
    return {
      ...body,
      text: textAt(text, ['event']) ?? '',
      content: textAt(text, ['event', 'resource', 'content']),
    }
  }
}

/** What is published, as JSON that stays text, and the key that makes a second try the same one. */
type Publication = { text: string; idempotencyKey: string }

export function usePublish() {
  const api = useApi()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ text, idempotencyKey }: Publication) => {
      const where = { method: 'POST', path: '/events', text, idempotencyKey } as const
      const { uuid } = (await api<{ uuid: string }>(where)).body
      return { uuid, at: Date.now() }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  })
}
