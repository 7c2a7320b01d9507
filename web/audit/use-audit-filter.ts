import { useSearchParams } from 'react-router'

import type { AuditFilter } from '../api/audit.ts'

const names = ['webhook', 'by', 'action'] as const
type Name = (typeof names)[number]

/** What of the record is shown, kept in the address. */
export function useAuditFilter() {
  const [params, setParams] = useSearchParams()
  const filter: AuditFilter = Object.fromEntries(
    names.flatMap((name) => {
      const value = params.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
  const set = (name: Name, value: string) => {
    const after = new URLSearchParams(params)
    if (value === '') after.delete(name)
    else after.set(name, value)
    setParams(after, { replace: true })
  }
  return { filter, set }
}

export type AuditFiltering = ReturnType<typeof useAuditFilter>
