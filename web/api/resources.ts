import { useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import type { List, ResourceView } from './views.ts'

/** What can happen in a marketplace: its resources and their actions. Never changes while one looks. */
export function useResources() {
  const api = useApi()
  return useQuery({
    queryKey: ['resources'],
    queryFn: async ({ signal }) =>
      (await api<List<ResourceView>>({ path: '/resources', signal })).body.items,
    staleTime: Infinity,
  })
}

/** What people call resources and actions: `APP_ASSIGNMENT` is "App Assignment". */
export function useNames() {
  const { data = [] } = useResources()
  return {
    resource: (type: string) => data.find((one) => one.type === type)?.name ?? type,
    action: (action: string) =>
      data.flatMap(({ actions }) => actions).find((one) => one.action === action)?.name ?? action,
  }
}
