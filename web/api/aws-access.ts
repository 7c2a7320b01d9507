import { useQuery } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'

/** Whom the role of an event bus or a queue has to trust. */
export function useAwsAccess() {
  const api = useApi()
  return useQuery({
    queryKey: ['aws-access'],
    queryFn: ({ signal }) => dataOf(api.GET('/aws-access', { signal })),
    staleTime: Infinity,
  })
}
