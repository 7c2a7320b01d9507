import { queryOptions, useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { type Api, dataOf } from './client.ts'
import type { DataSource } from './data-source.ts'

/** The resources and their actions. They never change while the page is open. */
export function useResources() {
  return useQuery(resourcesQuery(useApi()))
}

export function requestResources({ api, queries }: DataSource): Promise<unknown> {
  return queries.query(resourcesQuery(api))
}

function resourcesQuery(api: Api) {
  return queryOptions({
    queryKey: ['resources'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/resources', { signal }))).items,
    staleTime: Infinity,
  })
}

/** The display names: `APP_ASSIGNMENT` is "App Assignment". */
export function useNames() {
  const { data = [] } = useResources()
  return {
    resource: (type: string) => data.find((one) => one.type === type)?.name ?? type,
    action: (action: string) =>
      data.flatMap(({ actions }) => actions).find((one) => one.action === action)?.name ?? action,
  }
}
