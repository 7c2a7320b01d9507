import { type AuditEntry, auditEntry } from '../../audit/audit-entry.ts'
import type { Product } from '../product.ts'
import { integrationView, productView } from './product-view.ts'

type Versions = { before?: Product; after: Product } | { before: Product; after?: undefined }

/** The audit entry of a change of a product: what differs, without secrets. */
export function productEntry(
  action: AuditEntry['action'],
  { before, after }: Versions,
  who: { by: string; at: string },
): AuditEntry {
  const { marketplace, id, name } = after ?? before
  const [was, is] = [before && membersOf(before), after && membersOf(after)]
  const differs = (member: string) =>
    JSON.stringify(was?.[member]) !== JSON.stringify(is?.[member]) || was === undefined
  const members = (all: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(all).filter(([member]) => differs(member)))
  return auditEntry({
    marketplace,
    ...who,
    action,
    product: { id, name },
    ...(was && { before: members(was) }),
    ...(is && { after: members(is) }),
  })
}

/** The members that a change is described by: those of the product and of its integration. */
function membersOf(product: Product): Record<string, unknown> {
  const { changedAt, changedBy, hasIntegration, ...open } = productView(product)
  if (product.integration === undefined) return open
  const { pings, untested, ...integration } = integrationView(product.integration)
  return { ...open, ...integration }
}
