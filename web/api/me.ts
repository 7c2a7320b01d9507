import { queryOptions, useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { type Api, dataOf } from './client.ts'
import type { DataSource } from './data-source.ts'

const readWebhooks = 'webhooks:read'

/** The signed-in user and the marketplace. */
export function useMe() {
  return useQuery(meQuery(useApi()))
}

/** Requests the user; resolves with whether the role reads webhooks and deliveries. */
export async function requestMe({ api, queries }: DataSource): Promise<boolean> {
  const { scopes } = await queries.query(meQuery(api))
  return scopes.includes(readWebhooks)
}

function meQuery(api: Api) {
  return queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => dataOf(api.GET('/me', { signal })),
    staleTime: Infinity,
  })
}

/** What the user's role allows. The page hides everything else. */
export function useCan() {
  const me = useMe().data
  const scopes = me?.scopes ?? []
  const isOfVendor = me?.vendor !== undefined
  const readIntegrations = scopes.includes('integration:read')
  const changeIntegrations = scopes.includes('integration:write')
  return {
    read: scopes.includes(readWebhooks),
    change: scopes.includes('webhooks:write'),
    /** By a portal link, whose session makes nothing that outlives it: no API keys, no credentials of vendors. */
    isPortal: me?.isPortal === true,
    publish: scopes.includes('events:write'),
    /** Products and integration events: a developer's are those of its vendor. */
    readIntegrations,
    changeIntegrations,
    isOfVendor,
    /** Creates and publishes products, and resolves integration events. */
    manageProducts: changeIntegrations && !isOfVendor,
  }
}
