import * as z from 'zod'

import { type ApiResponse, type ApiRequest, type Operation } from '../api/operation.ts'
import { auditActions, type AuditEntry } from '../audit/audit-entry.ts'
import { Timestamp } from '../values/timestamp-input.ts'
import { rangeError, parsePageQuery } from '../api/pagination.ts'

export const ActionName = z.enum(auditActions)

/** The filters of the audit log. */
export const auditFilters = {
  webhook: z.string().min(1).max(64).exactOptional(),
  by: z.string().min(1).max(256).exactOptional(),
  action: ActionName.exactOptional(),
  from: Timestamp.exactOptional(),
  to: Timestamp.exactOptional(),
}
export type AuditFilter = z.infer<z.ZodObject<typeof auditFilters>>

export type AuditPorts = {
  /** The marketplace's entries that pass the filter, newest first, from a position on. */
  listAudit: (
    marketplace: string,
    filter: AuditFilter,
    page: { limit: number; from: string | undefined },
  ) => Promise<{ entries: AuditEntry[]; next: string | undefined }>
}

/** Who did what to which webhook. */
export const auditRoutes: readonly Operation<AuditPorts>[] = [
  { method: 'GET', path: '/audit', scope: 'webhooks:read', takesQuery: true, handle: showAudit },
]

async function showAudit({ caller, query }: ApiRequest, ports: AuditPorts): Promise<ApiResponse> {
  const page = parsePageQuery('audit', query, auditFilters)
  if ('status' in page) return page
  const wrong = rangeError(page.filter)
  if (wrong !== undefined) return wrong
  const { entries, next } = await ports.listAudit(caller.marketplace, page.filter, page)
  return page.answer(
    entries.map(({ marketplace, ...entry }) => entry),
    next,
  )
}
