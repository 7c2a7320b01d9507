import { useMutation } from '@tanstack/react-query'

import { useApi } from './api-context.ts'
import { dataOf } from './client.ts'

/** Evaluates an expression with a sample of an event type such as `order.added`. */
export function useTryTransformation() {
  const api = useApi()
  return useMutation({
    mutationFn: (body: { transformation: string; event: string }) => {
      const header = { 'Idempotency-Key': crypto.randomUUID() }
      return dataOf(api.POST('/transformation-tests', { params: { header }, body }))
    },
  })
}
