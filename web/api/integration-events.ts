import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'
import type { IntegrationEventInput, IntegrationEventView } from './integration-views.ts'

/** An event that was just created is polled more often than one that the vendor ends later. */
const fastPollMs = 1000
const slowPollMs = 5000
const fastForMs = 60_000

/** An integration event, polled while it is pending. */
export function useIntegrationEvent(token: string) {
  const api = useApi()
  return useQuery({
    queryKey: ['integration-events', 'one', token],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/integration-events/{token}', { params: { path: { token } }, signal })),
    refetchInterval: ({ state: { data } }) => data?.status === 'pending' && pollMs(data),
  })
}

function pollMs({ createdAt }: Pick<IntegrationEventView, 'createdAt'>): number {
  return Date.now() - Date.parse(createdAt) < fastForMs ? fastPollMs : slowPollMs
}

export type BodyFormat = 'json' | 'xml'

/** The body as the vendor reads it. */
export function useIntegrationEventBody(token: string, format: BodyFormat) {
  const api = useApi()
  return useQuery({
    queryKey: ['integration-events', 'body', token, format],
    queryFn: async ({ signal }) => {
      const params = { path: { token }, query: { format } }
      const call = api.GET('/integration-events/{token}/body', { params, parseAs: 'text', signal })
      const text = await dataOf(call)
      return format === 'json' ? text : xmlIn(text)
    },
  })
}

/** The response with the XML is JSON, too. */
function xmlIn(text: string): string {
  const body: unknown = JSON.parse(text)
  return typeof body === 'object' && body !== null && 'xml' in body ? String(body.xml) : ''
}

export type Resolution = {
  success: boolean
  note: string
  accountIdentifier?: string
  userIdentifier?: string
}

export function useResolve(token: string) {
  const api = useApi()
  const invalidate = useInvalidateEvents()
  return useMutation({
    mutationFn: (body: Resolution) => {
      const params = { path: { token } }
      return dataOf(api.POST('/integration-events/{token}/resolve', { params, body }))
    },
    onSettled: invalidate,
  })
}

/** Resolves with the token of the new event. */
export function useResend(token: string) {
  const api = useApi()
  const invalidate = useInvalidateEvents()
  return useMutation({
    mutationFn: async () => {
      const params = { path: { token } }
      return dataOf(api.POST('/integration-events/{token}/resend', { params }))
    },
    onSettled: invalidate,
  })
}

/** An event, and the same as JSON text with its numbers unchanged. */
type Trigger = { event: IntegrationEventInput; text: string; idempotencyKey: string }

export function useTrigger() {
  const api = useApi()
  const invalidate = useInvalidateEvents()
  return useMutation({
    mutationFn: ({ event: body, text, idempotencyKey }: Trigger) => {
      const params = { header: { 'Idempotency-Key': idempotencyKey } }
      const call = api.POST('/integration-events', { params, body, bodySerializer: () => text })
      return dataOf(call)
    },
    onSettled: invalidate,
  })
}

function useInvalidateEvents() {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      ['integration-events', 'audit'].map((kind) =>
        queries.invalidateQueries({ queryKey: [kind] }),
      ),
    )
  }
}
