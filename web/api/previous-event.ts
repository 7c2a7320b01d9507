import { useQuery } from '@tanstack/react-query'

import { jsonTextAt } from '../common/json-text.ts'
import { useApi } from './api-context.ts'
import { type Api, dataOf } from './client.ts'
import type { DeliveryDetail } from './views.ts'

/** An event of the same resource, with its content as JSON text; without content for a removal. */
export type PreviousEvent = { uuid: string; createdAt: string; content: string | undefined }

/** A delivery that was created in the same millisecond is listed with it. */
const limit = 10

/** The event before of the same resource that the webhook got; null if none is stored. */
export function usePreviousEvent(delivery: DeliveryDetail, isWanted: boolean) {
  const api = useApi()
  return useQuery({
    queryKey: ['events', 'previous', delivery.id],
    queryFn: ({ signal }) => findPrevious(delivery, { api, signal }),
    enabled: isWanted,
    staleTime: Infinity,
  })
}

async function findPrevious(
  { webhook, event, createdAt }: DeliveryDetail,
  { api, signal }: { api: Api; signal: AbortSignal },
): Promise<PreviousEvent | null> {
  const { resource, uuid } = event
  const query = {
    webhook: [webhook],
    resource: [resource.type],
    resourceUuid: [resource.uuid],
    to: createdAt,
    limit,
  }
  const { items } = await dataOf(api.GET('/deliveries', { params: { query }, signal }))
  const previous = items.find((one) => one.event.uuid !== uuid && one.isTest !== true)
  if (previous === undefined) return null

  const path = { uuid: previous.event.uuid }
  const text = await dataOf(
    api.GET('/events/{uuid}', { params: { path }, parseAs: 'text', signal }),
  )
  return {
    uuid: path.uuid,
    createdAt: previous.createdAt,
    content: jsonTextAt(text, ['event', 'resource', 'content']),
  }
}
