import { useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import type { List, ResourceView } from './views.ts'

/** The resources and their actions. They never change while the page is open. */
export function useResources() {
  const api = useApi()
  return useQuery({
    queryKey: ['resources'],
    queryFn: async ({ signal }) =>
      (await api<List<ResourceView>>({ path: '/resources', signal })).body.items,
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
