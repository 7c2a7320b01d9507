import { useSearchParams } from 'react-router'

import type { WebhookFilter } from '../../api/webhooks.ts'
import { changed, readNames } from '../../shared/url-params.ts'

const names = ['search', 'resource', 'state', 'authentication', 'sort'] as const
type Name = (typeof names)[number]

/** What the table shows, kept in the address: going back brings it back, and it can be handed on. */
export function useFilter() {
  const [params, setParams] = useSearchParams()
  const order = params.get('order') === 'desc' ? 'desc' : 'asc'
  const filter: WebhookFilter = { ...readNames(params, names), order }

  const set = (change: Partial<Record<Name | 'order', string>>) => {
    setParams((before) => changed(before, change), { replace: true })
  }
  const isNarrowed = names.some((name) => name !== 'sort' && params.has(name))
  const clear = () => set({ search: '', resource: '', state: '', authentication: '', sort: '' })
  return { filter, set, clear, isNarrowed }
}

export type Filtering = ReturnType<typeof useFilter>
