import type { TableProps } from '@cloudscape-design/components/table'

import type { AuditView } from '../api/views.ts'
import { inShort } from '../shared/format.ts'
import { Moment } from '../shared/moment.tsx'
import { WebhookLink } from '../shared/webhook-link.tsx'
import type { Text } from '../text/use-text.ts'
import { Difference } from './difference.tsx'

export type AuditColumnId = 'at' | 'by' | 'action' | 'webhook' | 'change'
type Column = TableProps.ColumnDefinition<AuditView> & { id: AuditColumnId }

/** What the router does by itself is on record under this name. */
const router = 'postrider'

export function auditColumns({ audit }: Text): Column[] {
  const { columns } = audit
  return [
    {
      id: 'at',
      header: columns.at,
      cell: ({ at }) => (
        <>
          <Moment at={at} />
          <br />
          <small>{inShort(at)}</small>
        </>
      ),
    },
    {
      id: 'by',
      header: columns.by,
      cell: ({ by }) => (by === router ? audit.router : by),
    },
    {
      id: 'action',
      header: columns.action,
      isRowHeader: true,
      cell: ({ action }) => audit.actions[action] ?? action,
    },
    { id: 'webhook', header: columns.webhook, cell: (entry) => <Webhook entry={entry} /> },
    { id: 'change', header: columns.change, cell: (entry) => <Difference entry={entry} /> },
  ]
}

/** By its URL if it was removed meanwhile, as far as the entry knows it. */
function Webhook({ entry: { webhook, before, after } }: { entry: AuditView }) {
  if (webhook === undefined) return '–'
  const url = after?.['url'] ?? before?.['url']
  return <WebhookLink id={webhook} url={typeof url === 'string' ? url : undefined} />
}
