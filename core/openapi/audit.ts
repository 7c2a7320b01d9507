import { AuditPage } from './audit-schemas.ts'
import * as examples from './examples.ts'
import { auditQuery } from './filters.ts'
import type { Operations } from './operation.ts'

export const auditOperations: Operations = {
  'GET /audit': {
    id: 'listAudit',
    tag: 'Audit',
    summary: 'List who did what',
    description:
      'Newest first. Each filter narrows the list further. Secrets are masked: when nothing but a secret was replaced, ' +
      '`authentication` looks the same before and after.',
    query: auditQuery,
    answers: {
      200: {
        description: 'A page of entries',
        schema: AuditPage,
        examples: { page: { items: examples.auditEntries, cursor: examples.cursor } },
      },
    },
  },
}
