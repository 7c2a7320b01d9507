import * as z from 'zod'

import { type ApiAnswer, type ApiRequest, type Route } from '../api/endpoint.ts'
import { AuditAction, type AuditEntry } from '../audit/audit-entry.ts'
import { Moment } from '../values/timestamp.ts'
import { rangeFault, readPage } from '../api/pagination.ts'

/** What a list of the record may be asked for. */
export const auditFilters = {
  webhook: z.string().max(64).exactOptional(),
  by: z.string().max(256).exactOptional(),
  action: AuditAction.exactOptional(),
  from: Moment.exactOptional(),
  to: Moment.exactOptional(),
}
export type AuditFilter = z.infer<z.ZodObject<typeof auditFilters>>

export type AuditNeeds = {
  /** The marketplace's entries that pass the filter, newest first, from a position on. */
  listAudit: (
    marketplace: string,
    filter: AuditFilter,
    page: { limit: number; from: string | undefined },
  ) => Promise<{ entries: AuditEntry[]; next: string | undefined }>
}

/** Who did what to which webhook. */
export const auditRoutes: readonly Route<AuditNeeds>[] = [
  { method: 'GET', path: '/audit', scope: 'webhooks:read', takesQuery: true, answer: showAudit },
]

async function showAudit({ caller, query }: ApiRequest, needs: AuditNeeds): Promise<ApiAnswer> {
  const page = readPage('audit', query, auditFilters)
  if ('status' in page) return page
  const wrong = rangeFault(page.filter)
  if (wrong !== undefined) return wrong
  const { entries, next } = await needs.listAudit(caller.marketplace, page.filter, page)
  return page.answer(
    entries.map(({ marketplace, ...entry }) => entry),
    next,
  )
}
