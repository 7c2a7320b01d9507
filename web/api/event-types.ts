import { useQuery } from '@tanstack/react-query'

import { ApiError } from './api-error.ts'

/** A JSON Schema, as far as the page draws it. */
export type FieldSchema = {
  type?: string | readonly string[]
  const?: string
  properties?: Readonly<Record<string, FieldSchema>>
  required?: readonly string[]
  items?: FieldSchema
}

export type EventType = { when: string; schema: FieldSchema; sample: unknown }

/** The event types by name, from a file of the page that is built from the API's document. */
export function useEventTypes() {
  return useQuery({
    queryKey: ['event-types'],
    queryFn: async ({ signal }) => {
      const response = await fetch('reference/event-types.json', { signal })
      if (response.ok) return (await response.json()) as Readonly<Record<string, EventType>>
      throw new ApiError({ kind: 'http-error', status: response.status, detail: '', errors: [] })
    },
    staleTime: Infinity,
  })
}
