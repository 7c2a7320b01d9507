import { useSearchParams } from 'react-router'

import type { AuditFilter } from '../api/audit.ts'
import { readParams, withParams } from '../shared/url-params.ts'

const names = ['webhook', 'by', 'action'] as const
type Name = (typeof names)[number]

/** The filters of the audit log, stored in the URL. */
export function useAuditFilter() {
  const [params, setParams] = useSearchParams()
  const filter: AuditFilter = readParams(params, names)
  const set = (name: Name, value: string) => {
    setParams((before) => withParams(before, { [name]: value }), { replace: true })
  }
  return { filter, set }
}

export type AuditFiltering = ReturnType<typeof useAuditFilter>
