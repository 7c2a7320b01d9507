import { useSearchParams } from 'react-router'

import type { AuditFilter } from '../api/audit.ts'
import { changed, readNames } from '../shared/url-params.ts'

const names = ['webhook', 'by', 'action'] as const
type Name = (typeof names)[number]

/** What of the record is shown, kept in the address. */
export function useAuditFilter() {
  const [params, setParams] = useSearchParams()
  const filter: AuditFilter = readNames(params, names)
  const set = (name: Name, value: string) => {
    setParams((before) => changed(before, { [name]: value }), { replace: true })
  }
  return { filter, set }
}

export type AuditFiltering = ReturnType<typeof useAuditFilter>
