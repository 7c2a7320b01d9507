import { AuditPage } from './audit-schemas.ts'
import * as examples from './examples.ts'
import { auditQuery } from './filters.ts'
import type { Operations } from './operation.ts'

export const auditOperations: Operations = {
  'GET /audit': {
    id: 'listAudit',
    tag: 'Audit',
    summary: 'List audit entries',
    description:
      'Returns the audit log, newest first. Entries must match all filters. Secrets are masked: if only a secret was ' +
      'replaced, `authentication` looks the same before and after.',
    query: auditQuery,
    responses: {
      200: {
        description: 'A page of entries',
        schema: AuditPage,
        examples: { page: { items: examples.auditEntries, cursor: examples.cursor } },
      },
    },
  },
}
