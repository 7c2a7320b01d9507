import { useSearchParams } from 'react-router'

import type { WebhookFilter } from '../../api/webhooks.ts'
import { readParams, withParams } from '../../shared/url-params.ts'

const names = ['search', 'resource', 'state', 'authentication', 'sort'] as const
type Name = (typeof names)[number]

/** The filters of the table, stored in the URL. */
export function useFilter() {
  const [params, setParams] = useSearchParams()
  const filter = filterOf(params)
  const set = (change: Partial<Record<Name | 'order', string>>) => {
    setParams((before) => withParams(before, change), { replace: true })
  }
  const isFiltered = names.some((name) => name !== 'sort' && params.has(name))
  const clear = () => set({ search: '', resource: '', state: '', authentication: '', sort: '' })
  return { filter, set, clear, isFiltered }
}

/** The filter that the parameters of an address describe. */
export function filterOf(params: URLSearchParams): WebhookFilter {
  const order = params.get('order') === 'desc' ? 'desc' : 'asc'
  return { ...readParams(params, names), order }
}

export type Filtering = ReturnType<typeof useFilter>
