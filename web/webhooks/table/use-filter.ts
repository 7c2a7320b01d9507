import { useSearchParams } from 'react-router'

import type { WebhookFilter } from '../../api/webhooks.ts'

const names = ['search', 'resource', 'state', 'authentication', 'sort'] as const
type Name = (typeof names)[number]

/** What the table shows, kept in the address: going back brings it back, and it can be handed on. */
export function useFilter() {
  const [params, setParams] = useSearchParams()
  const given = names.flatMap((name) => {
    const value = params.get(name)
    return value === null ? [] : [[name, value] as const]
  })
  const order = params.get('order') === 'desc' ? 'desc' : 'asc'
  const filter: WebhookFilter = { ...Object.fromEntries(given), order }

  const set = (change: Partial<Record<Name | 'order', string>>) => {
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(change)) {
          if (value === '') after.delete(name)
          else after.set(name, value)
        }
        return after
      },
      { replace: true },
    )
  }
  const isNarrowed = names.some((name) => name !== 'sort' && params.has(name))
  const clear = () => set({ search: '', resource: '', state: '', authentication: '' })
  return { filter, set, clear, isNarrowed }
}

export type Filtering = ReturnType<typeof useFilter>
