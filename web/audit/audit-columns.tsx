import Link from '@cloudscape-design/components/link'
import type { TableProps } from '@cloudscape-design/components/table'

import type { AuditView } from '../api/views.ts'
import { useWebhookUrls } from '../api/webhooks.ts'
import { href, places } from '../app/places.ts'
import { inShort } from '../shared/format.ts'
import { Moment } from '../shared/moment.tsx'
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
      minWidth: 140,
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
    {
      id: 'webhook',
      minWidth: 170,
      header: columns.webhook,
      cell: (entry) => <WebhookLink entry={entry} />,
    },
    {
      id: 'change',
      minWidth: 150,
      header: columns.change,
      cell: (entry) => <Difference entry={entry} />,
    },
  ]
}

/** By its URL where it is known: from the entry, or because the webhook is still there. */
function WebhookLink({ entry: { webhook, before, after } }: { entry: AuditView }) {
  const urlOf = useWebhookUrls()
  if (webhook === undefined) return '–'
  const url = after?.['url'] ?? before?.['url'] ?? urlOf(webhook)
  return (
    <span className="breaks">
      <Link href={href(places.webhook(webhook))}>{typeof url === 'string' ? url : webhook}</Link>
    </span>
  )
}
