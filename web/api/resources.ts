import { useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'

/** The resources and their actions. They never change while the page is open. */
export function useResources() {
  const api = useApi()
  return useQuery({
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
