import { queryOptions, useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { type Api, dataOf } from './client.ts'
import type { DataSource } from './data-source.ts'

/** The signed-in user and the marketplace. */
export function useMe() {
  return useQuery(meQuery(useApi()))
}

/** Requests the user; resolves with what the user's role allows. */
export async function requestMe({ api, queries }: DataSource): Promise<Can> {
  return canOf(await queries.query(meQuery(api)))
}

function meQuery(api: Api) {
  return queryOptions({
    queryKey: ['me'],
    queryFn: ({ signal }) => dataOf(api.GET('/me', { signal })),
    staleTime: Infinity,
  })
}

/** What the user's role allows. The page hides everything else. */
export function useCan(): Can {
  return canOf(useMe().data)
}

type Can = ReturnType<typeof canOf>

/** What screens show: webhooks with their deliveries, or products with their integrations. */
export type Readable = 'webhooks' | 'integrations'

export function reads(what: Readable, can: Can): boolean {
  return what === 'webhooks' ? can.read : can.readIntegrations
}

function canOf(me: ReturnType<typeof useMe>['data']) {
  const scopes = me?.scopes ?? []
  const isOfVendor = me?.vendor !== undefined
  const readIntegrations = scopes.includes('integration:read')
  const changeIntegrations = scopes.includes('integration:write')
  return {
    read: scopes.includes('webhooks:read'),
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
